/** Writes a large file of cases in a process whose memory is bounded; says how many rows it read back. */
import { CASE_COLUMNS } from '../../preload/contract/case-output.ts'
import { openCaseFile } from '../../main/export/case-file.ts'
import { listRow, WORDING } from './case-words.ts'
import { FACTS, PROVENANCE } from './words.ts'

const [path = '', count = '0'] = process.argv.slice(2)
const file = await openCaseFile({ path, format: 'csv', columns: [...CASE_COLUMNS], wording: WORDING, facts: { ...FACTS, filter: null }, provenance: PROVENANCE, count: Number(count) })
for (let from = 0; from < Number(count); from += 1_000) await file.add(Array.from({ length: Math.min(1_000, Number(count) - from) }, (_, n) => listRow(from + n, { text: `路面破损，夜间积水，请尽快处理 ${from + n}` })))
process.stdout.write(String((await file.finish()).rows))
