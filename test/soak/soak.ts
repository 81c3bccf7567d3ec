/** `npm run soak`: a wall's scenes changed thousands of times, as in many hours of its life, and whether anything of them stays behind. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensurePage } from '../../main/setup/build.mjs'
import { printChecks } from '../storm/checks.ts'
import { judge, SHORT, type Sample, WHOLE } from './judge.ts'
import { buildRemounted } from './remounted-page.ts'
import { soak } from './turn-scenes.ts'

const { values } = parseArgs({ options: { changes: { type: 'string', default: '5000' }, json: { type: 'string' }, mutate: { type: 'string' }, account: { type: 'string', default: 'wall-jiangbei' } } })
const changes = Number(values.changes)
if (!Number.isInteger(changes) || changes < 50) throw new Error('--changes is a whole number from 50 on')
if (values.mutate !== undefined && values.mutate !== 'remount') throw new Error('--mutate knows: remount')
/** Below this the page has hardly warmed up at a tenth. */
const FEW = 1_000

const show = ({ changes: at, heapBytes, nodes, listeners, contexts }: Sample): void =>
  console.log(`${String(at).padStart(7)}  ${(heapBytes / 1e6).toFixed(2).padStart(7)}  ${String(nodes).padStart(6)}  ${String(listeners).padStart(9)}  ${String(contexts).padStart(8)}`)

const folder = values.mutate === undefined ? null : mkdtempSync(join(tmpdir(), 'yongai-remounted-'))
try {
  if (folder === null) await ensurePage(process.execPath, (line: string) => console.log(line))
  else await buildRemounted(folder)
  console.log('changes  heap MB   nodes  listeners  contexts')
  const soaked = await soak({ changes, account: values.account, told: show, ...(folder === null ? {} : { page: folder }) })
  const checks = judge(soaked, changes < FEW ? SHORT : WHOLE)
  printChecks(`${changes} changes of scene${folder === null ? '' : ', each with a Deck of its own (a fault put in)'}`, checks)
  for (const line of [...new Set([...soaked.warnings, ...soaked.complaints])].slice(0, 5)) console.log(`  # ${line}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...soaked, checks }, null, 2)}\n`)
  const missed = checks.filter(({ ok }) => !ok)
  console.log(`\n${missed.length === 0 ? 'The wall holds: nothing stays behind.' : `The wall does not hold: ${missed.map(({ what }) => what).join(', ')}.`}`)
  process.exitCode = missed.length === 0 ? 0 : 1
} finally {
  if (folder !== null) rmSync(folder, { recursive: true, force: true })
}
