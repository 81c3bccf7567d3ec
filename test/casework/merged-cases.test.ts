/** Merging is undone by leaving a case out: over random merges and separations every row shows just what is merged into it, and in the end is what it was. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { takeAction, type Case } from '../../main/casework/case-change.ts'
import { withMergedDeadline, type CaseClock } from '../../main/casework/case-deadline.ts'
import { explainDeadline } from '../../main/casework/deadline.ts'
import { timesOf } from '../../main/casework/case-times.ts'
import { createCityTime } from '../../main/casework/limit.ts'
import { collect, release, showAnew } from '../../main/casework/merged-cases.ts'

const NOW = Date.parse('2026-06-01T02:00:00Z')
const HOUR = 3_600_000
const iso = (at: number): string => new Date(at).toISOString()
const time = createCityTime('Asia/Shanghai', { holidays: 'cn', periods: [{ from: 510, to: 720 }, { from: 810, to: 1050 }], rule: 'next_day', table: null })
const clock: CaseClock = { time, kindOf: (id) => (id === 'hours' ? { limit: { amount: 12, unit: 'working_hours' } } : {}) }

const made = (n: number, part: Partial<Case> = {}): Case => ({
  id: `c${n}`, city: '3302', area: 's', number: `号${n}`, class: 'none', status: 'verifying', text: `x${n}`, place: '桥', lng: 121.5, lat: 29.85, reported_at: iso(NOW), updated_at: iso(NOW),
  urgent: false, supervised: false, danger_to_life: false, reporter: { name: `王${n}*`, phone: '138****0000' }, photos: n, simulated: true, source: 'test', ...part,
})
const bare = ({ updated_at: _at, ...row }: Case): string => JSON.stringify(row)

/** The rows of all that the case is merged into, the next one first. */
function lineOf(rows: ReadonlyMap<string, Case>, row: Case): Case[] {
  const next = row.status === 'merged' ? rows.get(row.duplicate_of!) : undefined
  return next === undefined ? [] : [next, ...lineOf(rows, next)]
}

const Acts = fc.array(fc.record({ what: fc.constantFrom('merge', 'merge', 'unmerge', 'photo'), a: fc.nat(5), b: fc.nat(5) }), { maxLength: 30 })

test('whatever is merged and taken out again, each row shows what is merged into it, and at last is what it was', () => {
  fc.assert(fc.property(Acts, fc.array(fc.option(fc.integer({ min: -100, max: 100 }), { nil: undefined }), { minLength: 6, maxLength: 6 }), (acts, dues) => {
    const rows = new Map([0, 1, 2, 3, 4, 5].map((n) => [`c${n}`, made(n, dues[n] === undefined ? {} : { due_at: iso(NOW + dues[n] * HOUR) })]))
    const photos = new Map([...rows.values()].map(({ id, photos: own }) => [id, own]))
    const before = new Map([...rows].map(([id, row]) => [id, row]))
    let at = NOW
    const put = (row: Case): void => void rows.set(row.id, row)
    const separate = (row: Case): void => {
      for (const one of lineOf(rows, row)) put(withMergedDeadline(release(one, row, iso(at)), clock))
      put(takeAction(row, 'unmerge', row.status_before!, {}, 'x', iso(at)))
    }
    for (const { what, a, b } of acts) {
      at += 60_000
      const [row, other] = [rows.get(`c${a}`)!, rows.get(`c${b}`)!]
      if (what === 'merge' && a !== b && row.status !== 'merged' && other.status !== 'merged') {
        put(withMergedDeadline(collect(other, row, iso(at)), clock))
        put(takeAction(row, 'merge', 'merged', { into: other.id }, 'x', iso(at)))
      } else if (what === 'unmerge' && row.status === 'merged') separate(row)
      else if (what === 'photo') {
        photos.set(row.id, row.photos + 1)
        const more = { ...row, photos: row.photos + 1 }
        for (const one of lineOf(rows, row)) put(showAnew(one, more, iso(at)) ?? assert.fail('the photo is not shown'))
        put(more)
      }
      for (const one of rows.values()) {
        const inside = [...rows.values()].filter((other) => lineOf(rows, other).some(({ id }) => id === one.id))
        assert.deepEqual((one.merged ?? []).map((entry) => [entry.case, entry.photos, entry.reporter?.name, entry.into ?? one.id]).sort(), inside.map((other) => [other.id, photos.get(other.id), other.reporter?.name, other.duplicate_of]).sort())
        const first = Math.min(...inside.map(({ due_at }) => (due_at === undefined ? Infinity : Date.parse(due_at))))
        assert.equal(one.merged_due_at === undefined ? undefined : Date.parse(one.merged_due_at), first < (one.due_at === undefined ? Infinity : Date.parse(one.due_at)) ? first : undefined)
      }
    }
    for (const id of rows.keys()) if (rows.get(id)!.status === 'merged') separate(rows.get(id)!)
    for (const [id, row] of before) assert.equal(bare(rows.get(id)!), bare({ ...row, photos: photos.get(id)! }))
  }), { numRuns: 300 })
})

test('an earlier deadline pulls the clock nearer and is told; a suspension puts it off, and a grant later than it goes before it', () => {
  const target = made(1, { class: 'hours', status: 'handling', filed_at: '2026-06-01T02:00:00.000Z', due_at: '2026-06-02T07:00:00.000Z' })
  const at = '2026-06-01T03:00:00.000Z'
  const pulled = withMergedDeadline(collect(target, made(2, { due_at: '2026-06-01T09:00:00.000Z' }), at), clock)
  assert.deepEqual([pulled.due_at, pulled.merged_due_at], [target.due_at, '2026-06-01T09:00:00.000Z'])
  const told = explainDeadline(timesOf(pulled, clock.kindOf('hours')), Date.parse(at), time)
  assert.deepEqual([told.dueAt, told.reckoned, told.differs], [Date.parse(pulled.merged_due_at!), Date.parse(pulled.merged_due_at!), false])
  assert.deepEqual(told.steps.filter(({ kind }) => kind === 'merged'), [{ kind: 'merged', at: Date.parse(at), until: Date.parse(pulled.merged_due_at!), number: '号2' }])
  const later = withMergedDeadline({ ...pulled, suspended: [{ from: '2026-06-01T08:00:00.000Z', to: '2026-06-02T02:00:00.000Z' }] }, clock)
  assert.equal(later.merged_due_at, '2026-06-02T03:00:00.000Z')
  const granted = withMergedDeadline({ ...pulled, extended: [{ at: '2026-06-01T08:00:00.000Z', until: '2026-06-03T03:00:00.000Z' }], due_at: '2026-06-03T03:00:00.000Z' }, clock)
  assert.equal(granted.merged_due_at, undefined)
})
