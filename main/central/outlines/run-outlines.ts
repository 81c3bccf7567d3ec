/** The command `outlines`: words in, outlines in the central and a report on the screen out. */
import { confirm } from '../../outlines/confirm.ts'
import { OutlinesRefused } from '../../outlines/finding.ts'
import { readOutlineOptions } from '../../outlines/options.ts'
import type { Sql } from '../sql-types.ts'
import { importOutlines, type OutlineReport, type OutlineTalk } from './import-outlines.ts'

export interface OutlineIo extends Partial<Omit<OutlineTalk, 'print'>> {
  sql: Sql
  print(line: string): void
}

/** Exit code: 0 done (or nothing to do), 1 declined, 2 the file or the command is refused. */
export async function runOutlines(argv: string[], io: OutlineIo): Promise<number> {
  const progress = io.progress ?? ((words: string) => void (process.stderr.isTTY && process.stderr.write(`\r\u001B[K${words}`)))
  try {
    const report = await importOutlines(io.sql, readOutlineOptions(argv), { print: io.print, progress, confirm: io.confirm ?? confirm })
    progress('')
    if (report.list !== null) io.print(`Every finding is listed in ${report.list}`)
    io.print(OUTCOMES[report.outcome])
    return { declined: 1, faulty: 2, written: 0, 'nothing-new': 0, 'dry-run': 0 }[report.outcome]
  } catch (error) {
    progress('')
    if (!(error instanceof OutlinesRefused)) throw error
    io.print(`Not imported: ${error.message}`)
    return 2
  }
}

const OUTCOMES: Record<OutlineReport['outcome'], string> = {
  written: 'Written: desks get the outlines with their next sync.',
  'nothing-new': 'Nothing to write: the central already holds all of it.',
  faulty: 'Not imported: nothing is written while one feature has an error.',
  declined: 'Not written.',
  'dry-run': 'Dry run: nothing is written.',
}
