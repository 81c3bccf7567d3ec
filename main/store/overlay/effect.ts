/** What own ops make of a case, one after the other, as the central will if nobody else was there first. Pure. */
import type { CaseGroup } from '../../../preload/contract/case-flow.ts'
import { edit, say, takeAction, type Case } from '../../casework/case-change.ts'
import { madeCase } from '../../casework/made-case.ts'
import { maskName, maskNumber, maskText } from '../../casework/mask.ts'
import { ENTITIES } from '../entities.ts'
import type { OwnOp } from './own-op.ts'

/** Whose ops they are, and where a case is made. */
export interface Author {
  sub: string
  city: string
  simulated: boolean
}

export interface Step {
  op: OwnOp
  /** Null: it makes the case. */
  before: Case | null
  next: Case
}

/** Ops in the order of saving. One that cannot be laid over (its case is not here, or it says what no row can hold) is left out and stops no other. */
export function layOver(held: Case | null, ops: readonly OwnOp[], author: Author): Step[] {
  const steps: Step[] = []
  let row = held
  for (const op of ops) {
    const next = effectOf(row, op, author)
    if (next === null) continue
    steps.push({ op, before: row, next })
    row = next
  }
  return steps
}

/** The last op that changed each group. */
export function authorsOf(steps: readonly Step[]): Partial<Record<CaseGroup, string>> {
  return Object.fromEntries(steps.flatMap(({ op }) => op.groups.map((group) => [group, op.opId])))
}

function effectOf(row: Case | null, op: OwnOp, author: Author): Case | null {
  try {
    const next = changed(row, op, author)
    // An instant that is none would stand in no index.
    return next !== null && ENTITIES.case.cells(next).every((cell) => typeof cell !== 'number' || Number.isFinite(cell)) ? next : null
  } catch {
    return null
  }
}

function changed(row: Case | null, { intent, at }: OwnOp, { sub, city, simulated }: Author): Case | null {
  if (intent?.kind === 'create') return row === null ? madeCase({ ...intent, set: maskedLead(intent.set) }, city, at, simulated) : null
  if (row === null || intent === null) return null
  switch (intent.kind) {
    case 'transition': return withPhotos(takeAction(row, intent.action, intent.to, masked(intent.set ?? {}), sub, at), intent.set?.photos?.length ?? 0)
    case 'edit': return edit(row, masked(intent.set), at)
    case 'photo': return withPhotos({ ...row, updated_at: at }, 1)
    case 'note': case 'reply': case 'proposal': case 'handover': return say(row, intent, { sub, name: sub }, at)
    default: return null
  }
}

const withPhotos = (row: Case, more: number): Case => (more === 0 ? row : { ...row, photos: row.photos + more })

/** As the central will store it. */
function masked<S extends { text?: string | undefined; place?: string | undefined; department?: string | undefined }>(set: S): S {
  return Object.fromEntries(Object.entries(set).map(([field, value]) => [field, MASKED.has(field) && typeof value === 'string' ? maskText(value) : value])) as S
}
const MASKED: ReadonlySet<string> = new Set(['text', 'place', 'department'])

function maskedLead<S extends { text: string; place: string; reporter?: { name: string; phone: string } | undefined }>(set: S): S {
  const { reporter } = set
  return { ...masked(set), ...(reporter === undefined ? {} : { reporter: { name: maskName(reporter.name), phone: maskNumber(reporter.phone) } }) }
}
