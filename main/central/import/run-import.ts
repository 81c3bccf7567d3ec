/** The command `import`: words in, a city in the central and a report on the screen out. */
import { createInterface } from 'node:readline/promises'
import type { Sql } from '../sql.ts'
import { importFile, type ImportReport, type ImportTalk } from './import-file.ts'
import { readOptions } from './options.ts'
import { explain, ImportRefused, type FlagReason, type RefusalReason } from './refusal.ts'

export interface ImportIo extends Partial<Omit<ImportTalk, 'print'>> {
  sql: Sql
  print(line: string): void
}

/** Exit code: 0 done (or nothing to do), 1 declined, 2 the file or the command is refused. */
export async function runImport(argv: string[], io: ImportIo): Promise<number> {
  const talk: ImportTalk = { print: io.print, progress: io.progress ?? showProgress, confirm: io.confirm ?? ask }
  try {
    const report = await importFile(io.sql, readOptions(argv), talk)
    talk.progress('')
    for (const line of describeReport(report)) io.print(line)
    return report.outcome === 'declined' ? 1 : 0
  } catch (error) {
    talk.progress('')
    if (!(error instanceof ImportRefused)) throw error
    io.print(`Not imported: ${error.message}`)
    return 2
  }
}

const lines = (counts: [string, number][]): string[] =>
  counts.sort((a, b) => b[1] - a[1]).map(([reason, count]) => `  ${String(count).padStart(8)}  ${reason}: ${explain(reason as RefusalReason | FlagReason)}`)

export function describeReport(report: ImportReport): string[] {
  const refused = Object.entries(report.refused)
  const flagged = Object.entries(report.flagged)
  return [
    `${report.read} records read, ${report.accepted} taken, ${report.read - report.accepted} refused`,
    ...lines(refused),
    ...(flagged.length > 0 ? ['Taken, with a remark:', ...lines(flagged)] : []),
    ...(report.list === null ? [] : [`Every such line is listed in ${report.list}`]),
    `${report.created} new, ${report.changed} changed, ${report.unchanged} unchanged in city ${report.city}`,
    OUTCOMES[report.outcome],
  ]
}

const OUTCOMES: Record<ImportReport['outcome'], string> = {
  written: 'Written.',
  'nothing-new': 'Nothing to write: the central already holds all of it.',
  declined: 'Not written.',
  'dry-run': 'Dry run: nothing is written.',
}

let shownAt = 0
/** On a terminal one line that is rewritten; in a log no more than one line in two seconds. */
function showProgress(words: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${words}`)
  else if (words !== '' && Date.now() - shownAt >= 2_000) {
    shownAt = Date.now()
    process.stderr.write(`${words}\n`)
  }
}

/** Without a terminal nobody can answer: then only --yes writes. */
async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new ImportRefused('nobody is here to confirm: add --yes to write, or --dry-run to look')
  process.stderr.write('\n')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes|是|好)$/i.test((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}
