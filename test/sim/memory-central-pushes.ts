/** Pushes as small records: ops formed from what a central holds, right ones, stale ones and flawed ones, and what is compared of the answers. */
import type { CaseGroup } from '../../preload/contract/case-flow.ts'
import * as fc from 'fast-check'
import { FLOW, GROUP_OF } from './memory-central-flow.ts'
import type { TruthRow } from './parts.ts'
import { CLASSES, STREETS } from './sim-city.ts'

/** Numbers choose by their remainder. */
export interface OpSpec {
  kind: number
  which: number
  /** 0–3: the present version · 4: an older one · 5: the last op on the case · 6: the last op at all, or one that nobody knows · 7: none. */
  base: number
  n: number
  /** 0–3: a new op · 4: one sent before, as it was · 5: one sent before, changed. */
  again: number
  /** Mostly none. */
  flaw: number
}
export interface PushSpec {
  token: number
  /** 0: the present one. */
  epoch: number
  ops: OpSpec[]
  flaw: number
}

const number = (most: number): fc.Arbitrary<number> => fc.nat(most - 1)
const opSpec: fc.Arbitrary<OpSpec> = fc.record({ kind: number(10), which: number(12), base: number(8), n: number(400), again: number(6), flaw: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: number(8) }) })
export const pushSpec: fc.Arbitrary<PushSpec> = fc.record({
  token: fc.constantFrom(0, 0, 1, 3, 3, 4, 5, 6), epoch: fc.constantFrom(0, 0, 0, 0, 0, 1, 3), ops: fc.array(opSpec, { maxLength: 5 }), flaw: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: number(8) }),
})

export type AnyOp = { [field: string]: unknown }
export interface Former {
  /** `at`: the central's time. */
  form(spec: OpSpec, rows: readonly TruthRow[], at: number): AnyOp
  /** Of an op formed before. */
  idOf(n: number): string
}

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
const uuid = (n: number): string => `bbbbbbbb-0000-4000-8000-${String(n).padStart(12, '0')}`
const EDITS = ['text', 'place', 'lng', 'urgent', 'supervised', 'due_at', 'class', 'area', 'text', 'place'] as const

export function createFormer(): Former {
  const formed: AnyOp[] = []
  let made = 0
  const next = (): string => uuid((made += 1))
  const baseOf = ({ base, n }: OpSpec, row: TruthRow | undefined, id: string, groups: readonly string[]): object => {
    const body = row === undefined ? {} : (JSON.parse(row.body) as { gver?: Partial<Record<CaseGroup, number>> })
    const earlier = base === 5 ? formed.findLast((op) => op['id'] === id || op['on'] === id) : base === 6 && n % 2 === 1 ? formed.at(-1) : undefined
    const versionOf = (group: string): unknown => (earlier ? { op: earlier['op_id'] } : base === 6 ? { op: uuid(999_999) } : Math.max(1, (body.gver?.[group as CaseGroup] ?? row?.ver ?? 1) - (base === 4 ? 1 + (n % 2) : 0)))
    return Object.fromEntries((base === 7 ? groups.slice(1) : groups).map((group) => [group, versionOf(group)]))
  }
  const form = (spec: OpSpec, rows: readonly TruthRow[], at: number): AnyOp => {
    const { kind, which, n, flaw } = spec
    const cases = rows.filter((row) => row.type === 'case')
    const row = which === 11 || cases.length === 0 ? undefined : pick(cases, which)
    const id = row?.id ?? 'unheard-of'
    const earlier = formed.length === 0 ? [] : [pick(formed, n)['op_id']]
    const common = {
      op_id: flaw === 3 ? 7 : next(), made_at: new Date(at + (flaw === 4 ? 86_400_000 : 0)).toISOString(), skew_ms: n,
      ...(flaw === 5 ? { depends_on: earlier } : {}), ...(flaw === 6 ? { resolves: earlier[0] } : {}), ...(flaw === 7 ? { whim: 1 } : {}),
    }
    const word = n % 5 === 0 ? '桥头' : `u${n},电话13812345678`
    if (kind < 2) {
      const said = [{ text: word }, { text: word }, { text: word, ...(n % 2 === 0 ? { phrase: 'p1' } : {}) }, { valid: n % 2 === 0, reason: word }, { to: '110', handed_at: new Date(at).toISOString(), text: word }]
      return { ...common, kind: ['note', 'note', 'reply', 'proposal', 'handover'][n % 5], type: 'act', id: flaw === 2 ? uuid(1 + (n % 4)) : next(), on: id, set: said[n % 5] }
    }
    if (kind === 2) return { ...common, kind: 'create', type: 'case', id: next(), set: { area: pick([...STREETS, '990101', 'nowhere'], n), class: pick([...CLASSES, 'none'], which), text: word, place: '桥头', lng: 121.5, lat: 29.9, urgent: n % 2 === 0, danger_to_life: n % 3 === 0, ...(n % 4 === 0 ? { reporter: { name: '张三', phone: '13812345678' } } : {}) } }
    if (kind < 6) {
      const field = pick(EDITS, n)
      const set = { text: { text: word }, place: { place: word }, lng: { lng: 121.5 + n / 10_000, ...(n % 7 === 0 ? {} : { lat: 29.9 }) }, urgent: { urgent: n % 2 === 0 }, supervised: { supervised: true }, due_at: { due_at: new Date(at + n * 1_000).toISOString() }, class: { class: pick([...CLASSES, 'none'], which) }, area: { area: pick([...STREETS, '990101'], n) } }[field]
      return { ...common, kind: 'edit', type: 'case', id, base: baseOf(spec, row, id, [GROUP_OF[field] ?? '']), set: flaw === 1 ? {} : set }
    }
    const status = row === undefined || n % 9 === 0 ? pick(FLOW, n).from : (JSON.parse(row.body) as { status: string }).status
    const step = pick(FLOW.filter(({ from }) => from === status).concat(FLOW.filter(({ from }) => from === status).length === 0 ? FLOW : []), n)
    const values: Record<string, string> = { reason: word, result: word, department: pick(['城管', `u${n}`], n), class: pick(CLASSES, which), place: word, due_at: new Date(at + 86_400_000).toISOString(), until: new Date(at + 90_000_000).toISOString() }
    const set = Object.fromEntries([...step.needs.slice(flaw === 1 ? 1 : 0), ...(which % 2 === 0 ? step.may : [])].map((field) => [field, values[field]]))
    const groups = ['dispatch', ...(step.needs.includes('place') ? ['location'] : [])]
    return { ...common, kind: 'transition', type: 'case', id, base: baseOf(spec, row, id, groups), action: step.action, from: step.from, to: step.to, ...(Object.keys(set).length === 0 ? {} : { set }) }
  }
  return {
    form(spec, rows, at) {
      if (spec.again === 4 && formed.length > 0) return Object.fromEntries(Object.entries(pick(formed, spec.n)).toReversed())
      if (spec.again === 5 && formed.length > 0) return { ...pick(formed, spec.n), skew_ms: -1 }
      const op = form(spec, rows, at)
      formed.push(op)
      return op
    },
    idOf: (n) => (formed.length === 0 ? uuid(0) : String(pick(formed, n)['op_id'])),
  }
}

/** The order of fields and the words meant for people may differ; all else is the contract. */
export function plainAnswer(text: string): { said: string; kinds: string[] } {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'detail').sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)]))
  }
  const answer = JSON.parse(text) as { results?: { result: string; problem?: { type: string } }[] }
  return { said: JSON.stringify(sorted(answer)), kinds: (answer.results ?? []).map(({ result, problem }) => `op ${result}${problem === undefined ? '' : ` ${problem.type.split('/').pop()}`}`) }
}

