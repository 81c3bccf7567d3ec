/** The tool's own proof: the practice central keeps the contract on every database there is, and every planted break is named. */
import { EMBEDDED, findPostgres } from '../central/databases.ts'
import { judgeCentral } from './judge.ts'
import type { Report } from './judge.ts'
import { startTarget } from './practice-target.ts'
import { TIMES } from './probe.ts'
import { lineOf, verdictOf } from './verdict.ts'

export interface Proof {
  isKept: boolean
  line: string
  json: unknown
}

export async function proveItself(say: (line: string) => void): Promise<Proof> {
  const postgres = await findPostgres()
  const verdicts: { name: string; isKept: boolean; line: string; report?: Report }[] = []
  try {
    for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
      const name = `practice central on ${databases.kind === 'embedded' ? 'PGlite' : 'PostgreSQL'}`
      say(`\n${name}`)
      const target = await startTarget(await databases.fresh(), TIMES)
      const report = await judgeCentral(await target.options(), (judged) => say(lineOf(judged))).finally(() => target.close())
      verdicts.push({ name, ...verdictOf(name, report, true), report })
    }
  } finally {
    await postgres?.stop()
  }
  if (postgres === null) verdicts.push({ name: 'practice central on PostgreSQL', isKept: true, line: 'practice central on PostgreSQL: SKIPPED, none found here' })
  say('')
  for (const { line } of verdicts) say(line)
  const isKept = verdicts.every((verdict) => verdict.isKept)
  return { isKept, line: `conformance: ${isKept ? 'all as it should be' : 'NOT all as it should be'}`, json: { isKept, verdicts } }
}
