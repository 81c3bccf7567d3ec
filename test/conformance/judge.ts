/** Asks a central every question and says, rule by rule, what was seen. */
import { EVERY_RULE, FIRST_RULES, LAST_RULES } from './every-rule.ts'
import { NotShown } from './finding.ts'
import type { Finding } from './finding.ts'
import { createProbe } from './probe.ts'
import type { Probe, ProbeOptions } from './probe.ts'
import type { Rule } from './rule.ts'
import { burst } from './rules/burst.ts'
import { wakeOf } from './stream.ts'

export interface Judged {
  id: string
  title: string
  where: string
  verdict: 'kept' | 'broken' | 'not shown'
  /** Not shown for want of options or data, not by the central's doing. */
  mayMiss: boolean
  /** Empty where kept. */
  seen: string
}

export interface Report {
  judged: Judged[]
  questions: number
  seconds: number
}

export async function judgeCentral(options: ProbeOptions, hear: (judged: Judged) => void = () => {}): Promise<Report> {
  const began = performance.now()
  const probe = createProbe(options)
  const judged: Judged[] = []
  const judgeAll = async (rules: readonly Rule[]): Promise<void> => {
    for (const rule of rules) {
      const one = toJudged(rule, await judgeOne(rule, probe))
      judged.push(one)
      hear(one)
    }
  }
  try {
    // Opened first, so that the wait for its heartbeat passes while other rules are asked.
    await wakeOf(probe).catch(() => {})
    await judgeAll(FIRST_RULES)
    if (options.burst) await burst(probe).catch(() => {})
    await judgeAll(LAST_RULES)
  } finally {
    probe.close()
  }
  const order = new Map(EVERY_RULE.map(({ id }, i) => [id, i]))
  return { judged: judged.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)), questions: probe.answers.length, seconds: (performance.now() - began) / 1000 }
}

async function judgeOne(rule: Rule, probe: Probe): Promise<Finding> {
  try {
    return await rule.check(probe)
  } catch (error) {
    if (error instanceof NotShown) return { notShown: error.message }
    // An answer so odd that reading it failed is the central's doing.
    return { broken: `an answer could not be read: ${(error as Error).message}` }
  }
}

function toJudged({ id, title, where, mayMiss }: Rule, finding: Finding): Judged {
  const rule: Omit<Judged, 'verdict' | 'seen'> = { id, title, where, mayMiss: mayMiss === true }
  if (finding === 'kept') return { ...rule, verdict: 'kept', seen: '' }
  return 'broken' in finding ? { ...rule, verdict: 'broken', seen: finding.broken } : { ...rule, verdict: 'not shown', seen: finding.notShown }
}
