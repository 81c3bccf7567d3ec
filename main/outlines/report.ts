/** The findings for a person: counted on the screen, and each one in a CSV file beside the source. */
import { rm, writeFile } from 'node:fs/promises'
import type { CheckedFile } from './check-file.ts'
import { explain, type Finding, isError } from './finding.ts'

/** So many findings are also printed one by one. */
const MOST_PRINTED = 20

export function describeFile({ features, outlines, findings, errors, missing }: CheckedFile): string[] {
  const some = findings.toSorted((a, b) => Number(isError(b.reason)) - Number(isError(a.reason))).slice(0, MOST_PRINTED)
  return [
    `${features} features read, ${outlines.length} outlines; ${errors} errors, ${findings.length - errors} remarks`,
    ...some.map((finding) => `  ${isError(finding.reason) ? 'error ' : 'remark'}  feature ${finding.feature}${finding.code === '' ? '' : ` (${shown(finding.code)})`}: ${explain(finding.reason)}${finding.detail === '' ? '' : ` [${shown(finding.detail)}]`}`),
    ...(findings.length > some.length ? [`  … and ${findings.length - some.length} more`] : []),
    ...(missing.length > 0 ? [`${missing.length} areas of this level have no outline in the file: ${missing.slice(0, 8).map(shown).join(', ')}${missing.length > 8 ? ', …' : ''}`] : []),
  ]
}

/** A file's words reach the terminal without what could move its cursor. */
const shown = (text: string): string => text.replace(/\p{Cc}+/gu, '?').slice(0, 200)

/** The path of the list, or null when there was nothing to say: then no file stays behind. */
export async function writeFindings(path: string, findings: readonly Finding[]): Promise<string | null> {
  await rm(path, { force: true })
  if (findings.length === 0) return null
  const rows = findings.map(({ feature, code, reason, detail }) => [String(feature), isError(reason) ? 'error' : 'remark', reason, code, explain(reason), detail].map(toCell).join(','))
  await writeFile(path, `\uFEFF${['feature,outcome,reason,code,explanation,detail', ...rows].join('\r\n')}\r\n`)
  return path
}

/** A cell that starts like a formula is run by spreadsheets: an apostrophe before it keeps it text. */
function toCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.toWellFormed().replaceAll('"', '""')}"`
}
