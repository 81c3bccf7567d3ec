/** A spreadsheet of leads that was chosen, and what becomes of its rows. Whatever came of one attempt, the file may be mended and chosen again: rows that are filed already are known by their names and not filed twice. */
import { useRef, useState } from 'react'
import type { BorderArea } from '../../../preload/contract/place.ts'
import { useCity } from '../../state/city.ts'
import { useSession } from '../../state/session.ts'
import { readLeadsFile, type LeadsFile } from './read-leads-file.ts'
import { useImport, type Importing } from './use-import.ts'

export interface Sheet extends Importing {
  file: LeadsFile | null
  isReading: boolean
  withContact: boolean
  setWithContact: (on: boolean) => void
  choose: (file: File) => void
}

export function useSheet(offices: readonly BorderArea[]): Sheet {
  const city = useCity()
  const session = useSession()
  const importing = useImport()
  const [file, setFile] = useState<LeadsFile | null>(null)
  const [isReading, setReading] = useState(false)
  const [withContact, setWithContact] = useState(true)
  // Names of rows that the center has refused: it would only repeat itself about them, and a mended row needs another.
  const spent = useRef(new Set<string>())
  const choose = (chosen: File): void => {
    setReading(true)
    if (importing.now.state === 'answered') for (const { opId, state } of importing.now.verdicts) if (state === 'refused') spent.current.add(opId)
    importing.begin()
    const author = session === null ? '' : `${session.central} ${session.sub}`
    void readLeadsFile(chosen, city, offices, author, spent.current)
      .catch((): LeadsFile => ({ state: 'refused', name: chosen.name, fault: 'not-a-table', line: null })).then(setFile).finally(() => setReading(false))
  }
  return { ...importing, file, isReading, withContact, setWithContact, choose }
}
