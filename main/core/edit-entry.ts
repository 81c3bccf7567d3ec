/** The outbox's ops as the nouns of the bridge. What an older or newer version wrote is shown as far as it can be read. */
import { WHY_NOT, type WhyNot } from '../../preload/contract/case-flow.ts'
import type { EditEntry, EditIntent as Intent, RefusedEdit } from '../../preload/contract/edit.ts'
import { EditIntent } from '../../preload/contract/edit-schema.ts'
import type { Aged } from '../outbox/outlook.ts'

/** What the body has beside the intent. */
const STAMPED: ReadonlySet<string> = new Set(['made_at', 'skew_ms', 'resolves', 'depends_on'])

export function entryOf(op: Aged, simulated: boolean): EditEntry {
  return { n: op.n, opId: op.op_id, scope: op.scope, intent: intentOf(op.body), state: op.state, madeAt: op.made_at, ageMs: op.ageMs, attempts: op.attempts, simulated }
}

export function refusedOf(op: Aged, simulated: boolean): RefusedEdit {
  const result = parse(op.result ?? 'null') as { problem?: { type?: unknown; detail?: unknown; why?: unknown; current?: unknown }; on?: unknown } | null
  const { type, detail, why, current } = result?.problem ?? {}
  return {
    ...entryOf(op, simulated),
    problem: typeof type === 'string' ? (type.split('/').at(-1) ?? null) : null,
    detail: typeof detail === 'string' ? detail : null,
    why: WHY_NOT.find((one): one is WhyNot => one === why) ?? null,
    current: typeof current === 'object' && current !== null ? current : {},
    blockedOn: typeof result?.on === 'string' ? result.on : null,
  }
}

function intentOf(body: string): Intent | null {
  const whole = parse(body)
  if (typeof whole !== 'object' || whole === null) return null
  const read = EditIntent.safeParse(Object.fromEntries(Object.entries(whole).filter(([name]) => !STAMPED.has(name))))
  return read.success ? read.data : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
