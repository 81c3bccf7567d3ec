/** The bench's reports as the columns other heat maps are given. Run as a part, so that its memory is not the bench's. */
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeColumns, packPoints } from '../peers/points.ts'
import { hand, inputOf, runPart } from './part.ts'
import { CLASSES, reports } from './reports.ts'

/** A file of so many reports, made when it is not there. */
export async function readyPoints(work: string, count: number): Promise<string> {
  const file = join(work, `points-${count}.bin`)
  if (!existsSync(file)) await runPart('ready-points.ts', { file, count })
  return file
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, count } = inputOf<{ file: string; count: number }>()
  const columns = makeColumns(count)
  let n = 0
  for (const report of reports(count)) {
    columns.lng[n] = report.lng
    columns.lat[n] = report.lat
    columns.reportedAt[n] = Date.parse(report.reported_at)
    columns.weight[n] = report.weight
    columns.class[n++] = CLASSES.indexOf(report.class)
  }
  writeFileSync(`${file}.new`, packPoints(columns))
  renameSync(`${file}.new`, file)
  await hand('made')
}
