/** Photos of a form that is not saved yet, on their way onto this PC: each is named in the form as soon as it is kept, and what could not be taken is told. */
import { useRef, useState } from 'react'
import { PHOTO_LIMITS } from '../../../preload/contract/photo.ts'
import { sendFile } from './send-file.ts'
import type { NotAdded } from './use-adding.ts'

export interface ChosenPhotos {
  names: readonly string[]
  /** 0–1 of those being read; null: none is. */
  part: number | null
  notAdded: readonly { job: string; name: string; why: NotAdded }[]
  /** More than a form holds: so many were left out. */
  leftOut: number
  add: (files: readonly File[]) => void
  remove: (name: string) => void
  /** What is still being read does not come into the form any more. */
  stop: () => void
  /** Once none is being read any more. */
  settled: () => Promise<void>
}

/** `change` is told how the names that stand in the form at that moment become others. */
export function useChosen(names: readonly string[], change: (next: (before: readonly string[]) => readonly string[]) => void): ChosenPhotos {
  const [part, setPart] = useState<number | null>(null)
  const [notAdded, setNotAdded] = useState<ChosenPhotos['notAdded']>([])
  const [leftOut, setLeftOut] = useState(0)
  const round = useRef(0)
  const turn = useRef<Promise<void>>(Promise.resolve())
  const read = async (files: readonly File[]): Promise<void> => {
    const own = (round.current += 1)
    const isStopped = (): boolean => round.current !== own
    for (const [i, file] of files.entries()) {
      const job = crypto.randomUUID()
      const report = (done: number): void => {
        if (!isStopped()) setPart(Math.min(1, (i + done) / files.length))
      }
      report(0)
      const sent = await sendFile(file, job, report, isStopped)
      if (isStopped()) return
      if (sent.state === 'kept') change((before) => (before.includes(sent.photo.sha256) ? before : [...before, sent.photo.sha256]))
      else setNotAdded((before) => [...before, { job, name: file.name, why: sent.state === 'refused' ? sent.why : sent.state }])
    }
    setPart(null)
  }
  return {
    names, part, notAdded, leftOut,
    add(files) {
      const room = Math.max(0, PHOTO_LIMITS.atOnce - names.length)
      setNotAdded([])
      setLeftOut(Math.max(0, files.length - room))
      if (files.length > 0 && room > 0) turn.current = read(files.slice(0, room))
    },
    remove: (name) => change((before) => before.filter((one) => one !== name)),
    stop() {
      round.current += 1
      setPart(null)
      setNotAdded([])
      setLeftOut(0)
    },
    settled: () => turn.current,
  }
}
