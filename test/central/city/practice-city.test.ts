/** The practice city keeps its promises: same seed same rows, valid rows, the source's counts, points on dry ground in their street. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { practiceAccounts } from '../../../main/central/city/accounts.ts'
import { practiceClock } from '../../../main/central/city/case-clock.ts'
import { practiceCityTime } from '../../../main/central/city/working-time.ts'
import { withDeadline } from '../../../main/casework/case-deadline.ts'
import { CASE_FLOW, type CaseAction } from '../../../preload/contract/case-flow.ts'
import { isInside } from '../../../main/central/city/geometry.ts'
import { openGround } from '../../../main/central/city/ground.ts'
import { practiceCity } from '../../../main/central/city/practice-city.ts'
import type { PracticeOptions } from '../../../main/central/city/practice-city.ts'
import { readStreetCells } from '../../../main/central/city/resources.ts'
import { CASE_STATUSES } from '../../../preload/contract/case-status.ts'
import { LIMITS, ROW_SCHEMAS, ROW_TYPES, SCOPE_TYPES } from '../../../main/sync/protocol.ts'
import type { Row, RowType } from '../../../main/sync/protocol.ts'

const OPTIONS: PracticeOptions = { seed: 11, reports: 3000, days: 20, now: Date.UTC(2026, 4, 20, 3, 30) }
const ROWS = [...practiceCity(OPTIONS)]
const bodies = <T extends RowType>(type: T): Row<T>[] => ROWS.filter((row) => row.type === type).map(({ body }) => body as unknown as Row<T>)

test('the same options give the same bytes, another seed another city', () => {
  const bytes = JSON.stringify(ROWS)
  assert.equal(JSON.stringify([...practiceCity(OPTIONS)]), bytes)
  assert.notEqual(JSON.stringify([...practiceCity({ ...OPTIONS, seed: 12 })]), bytes)
})

test('every row keeps the wire contract, its size limit and the types of its scope', () => {
  for (const row of ROWS) {
    const checked = ROW_SCHEMAS[row.type].safeParse(row.body)
    assert.ok(checked.success, `${row.type} ${row.body.id}: ${checked.error?.message}`)
    assert.ok(Buffer.byteLength(JSON.stringify(row.body)) < LIMITS.rowBytes, row.body.id)
    const kind = row.scope.slice(0, row.scope.indexOf(':')) as keyof typeof SCOPE_TYPES
    assert.ok((SCOPE_TYPES[kind] as readonly RowType[]).includes(row.type), `${row.type} in ${row.scope}`)
  }
  assert.deepEqual(new Set(ROWS.map(({ type }) => type)), new Set(ROW_TYPES))
})

test('ids are unique within their type, and references lead to rows', () => {
  const ids = new Set(ROWS.map(({ type, body }) => `${type} ${body.id}`))
  assert.equal(ids.size, ROWS.length)
  for (const { type, body } of ROWS) {
    if ('area' in body) assert.ok(ids.has(`area ${String(body.area)}`))
    if ('class' in body) assert.ok(ids.has(`class ${String(body.class)}`))
    if (type === 'shift') assert.ok(ids.has(`team ${String(body.team)}`))
    if (type === 'handover') assert.ok(ids.has(`bottleneck ${String(body.place)}`))
    if (typeof body.duplicate_of === 'string') assert.ok(ids.has(`case ${body.duplicate_of}`))
  }
})

test('the counts are those of the source', () => {
  const count = (kind: string): number => bodies('site').filter((site) => site.kind === kind).length
  assert.deepEqual(['compound', 'station', 'charging', 'merchant'].map(count), [3550, 2599, 11_326, 12_525])
  assert.equal(bodies('site').filter((site) => site.kind === 'charging' && site.charger === 'swap').length, 1299)
  assert.equal(bodies('worker').reduce((sum, { verified }) => sum + verified, 0), 45_000)
  assert.equal(bodies('worker').length, 60)
  assert.deepEqual(['general', 'detachment'].map((rank) => bodies('team').filter((team) => team.rank === rank).length), [1, 24])
  assert.deepEqual(['city', 'district', 'street', 'community'].map((level) => bodies('area').filter((area) => area.level === level).length), [1, 10, 162, 3042])
  assert.equal(bodies('case').length, OPTIONS.reports)
  assert.equal(bodies('handover').length, bodies('bottleneck').length * OPTIONS.days)
})

test('indicators print the figures of the source, each by itself', () => {
  const figure = new Map(bodies('indicator').map(({ id, value, qualifier, part_of }) => [id.replace('indicator-', ''), [value, qualifier, part_of]]))
  assert.deepEqual(figure.get('compounds'), [3550, 'exact', undefined])
  assert.deepEqual(figure.get('charging'), [11_326, 'exact', undefined])
  assert.deepEqual(figure.get('swap'), [1299, 'exact', 'indicator-charging'])
  assert.deepEqual(figure.get('scenes'), [30_000, 'over', undefined])
  assert.deepEqual(figure.get('lesson-views'), [1_200_000, 'over', undefined])
  for (const sum of [17_475, 1_058]) assert.ok(![...figure.values()].some(([value]) => value === sum))
  for (const row of bodies('indicator')) assert.ok(!row.simulated && row.source.length > 0)
})

test('everything else says that it is simulated, and streets say that their boundary is', () => {
  for (const { type, body } of ROWS) {
    if (type === 'point' || type === 'indicator') continue
    if (type === 'area' && body.level !== 'city') assert.equal(body.boundary_simulated, { district: false, street: true, community: undefined }[body.level as 'street'])
    else assert.equal(body.simulated, true, `${type} ${body.id}`)
  }
})

test('every place lies on dry land inside the street that it names, and in the scope of its district', () => {
  const cells = readStreetCells()
  const { isDry } = openGround()
  for (const { type, scope, body } of ROWS) {
    if (!('lng' in body)) continue
    const [street, lng, lat] = [String(body.area), Number(body.lng), Number(body.lat)]
    assert.ok(isInside(cells[street]!, lng, lat) && isDry(lng, lat), `${type} ${body.id}`)
    assert.equal(scope, { point: 'city:3302', case: `office:${street}` }[type as string] ?? `ref:${street.slice(0, 6)}`)
  }
})

test('no spot is shared by many reports by accident', () => {
  const spots = new Map<string, number>()
  for (const { lng, lat } of bodies('point')) spots.set(`${lng} ${lat}`, (spots.get(`${lng} ${lat}`) ?? 0) + 1)
  assert.ok(Math.max(...spots.values()) <= 8)
})

test('a case and its point tell the same, and points come in time order', () => {
  const [cases, points] = [new Map(bodies('case').map((row) => [row.id, row])), bodies('point')]
  assert.equal(cases.size, points.length)
  points.forEach((point, i) => {
    const { id, area, lng, lat, reported_at, class: kind, status } = cases.get(point.id)!
    assert.deepEqual(point, { id, area, lng, lat, reported_at, class: kind, status, weight: 1 })
    if (i > 0) assert.ok(reported_at >= points[i - 1]!.reported_at)
  })
})

test('cases are found in all sixteen statuses, closed ones with a closing time, none in the future', () => {
  const cases = [...practiceCity({ ...OPTIONS, reports: 20_000, days: 120 })].filter(({ type }) => type === 'case').map(({ body }) => body as unknown as Row<'case'>)
  assert.deepEqual(new Set(cases.map(({ status }) => status)), new Set(CASE_STATUSES))
  const closed = new Set(['closed', 'closed_forced', 'rejected', 'merged', 'void'])
  for (const row of cases) {
    assert.equal(row.closed_at !== undefined, closed.has(row.status), row.id)
    assert.ok(Date.parse(row.reported_at) <= Date.parse(row.updated_at) && Date.parse(row.updated_at) <= OPTIONS.now, row.id)
    if (row.danger_to_life) assert.ok(row.urgent && !['reported', 'verifying', 'filed', 'dispatched'].includes(row.status), row.id)
  }
})

test('the acts of a case lead by legal steps, in order of time and by those whose duty it is, to where its row says it stands', () => {
  const acts = Map.groupBy(bodies('act'), (act) => act.case)
  const told = bodies('case').filter((row) => row.closed_at === undefined || OPTIONS.now - Date.parse(row.closed_at) < 7 * 86_400_000)
  let granted = 0
  for (const row of told) {
    const own = acts.get(row.id) ?? []
    assert.deepEqual(own.map(({ at }) => at), own.map(({ at }) => at).toSorted(), row.id)
    let [status, before]: [string, string | undefined] = ['reported', undefined]
    const last: Record<string, (typeof own)[number]> = {}
    for (const act of own.filter(({ kind }) => kind === 'transition')) {
      assert.equal(act.from, status, row.id)
      const move = CASE_FLOW[act.from!].moves[act.action as CaseAction]
      assert.equal(move?.to, act.to, `${row.id}: ${act.from} ${act.action}`)
      assert.ok(move!.who.includes(act.by.replace('practice-', '') as 'desk'), `${act.action} by ${act.by}`)
      ;[before, status] = [status, act.to!]
      last[act.action!] = act
    }
    assert.equal(status, row.status, row.id)
    assert.deepEqual([row.department, row.fed_back_by, row.filed_at, row.suspended_at], [last.dispatch?.set?.department, last.feed_back?.by, last.file?.at, row.status === 'suspended' ? last.suspend!.at : undefined])
    if (row.status_before !== undefined) assert.equal(row.status_before, before)
    if (row.closed_at !== undefined) assert.ok(own.some(({ at }) => at === row.closed_at), row.id)
    assert.equal(own.filter(({ kind }) => kind !== 'handover').at(-1)?.at ?? row.reported_at, row.updated_at, row.id)
    assert.deepEqual(row.extended?.map(({ at }) => at), last.grant === undefined ? undefined : [last.grant.at])
    granted += row.extended?.length ?? 0
    assert.deepEqual((row.merged ?? []).map((entry) => entry.case), own.filter(({ kind }) => kind === 'collect').map(({ other }) => other))
  }
  assert.ok(granted > 10, String(granted))
  assert.equal([...acts.keys()].filter((id) => !told.some((row) => row.id === id)).length, 0)
})

test('whoever was merged is shown by the case it was merged into, and by no other', () => {
  const cases = new Map(bodies('case').map((row) => [row.id, row]))
  const merged = [...cases.values()].filter(({ status }) => status === 'merged')
  assert.ok(merged.length > 20)
  for (const row of merged) assert.ok(cases.get(row.duplicate_of!)!.merged?.some((entry) => entry.case === row.id && entry.reporter?.name === row.reporter?.name), row.id)
  assert.equal([...cases.values()].reduce((sum, row) => sum + (row.merged?.length ?? 0), 0), merged.length)
})

test('the deadline of every case is what its row, its class and the working time of the city lead to', () => {
  const clock = practiceClock(practiceCityTime(OPTIONS.now))
  for (const row of bodies('case')) {
    const { due_at, merged_due_at } = withDeadline(row, clock)
    assert.deepEqual([due_at, merged_due_at], [row.due_at, row.merged_due_at], row.id)
  }
})

test('somebody is on duty at any time, and the coming week is planned', () => {
  const shifts = bodies('shift').map(({ starts_at, ends_at }) => [Date.parse(starts_at), Date.parse(ends_at)] as const)
  for (let hour = -48; hour <= 72; hour++) {
    const at = OPTIONS.now + hour * 3_600_000
    assert.ok(shifts.some(([from, to]) => from <= at && at < to), `hour ${hour}`)
  }
  assert.ok(shifts.some(([from]) => from > OPTIONS.now + 6 * 86_400_000))
  for (const { reach_meters } of bodies('shift')) assert.ok(reach_meters >= 800 && reach_meters <= 2000)
})

test('the places of the source are there', () => {
  const sites = bodies('site')
  assert.ok(sites.some(({ name, area }) => name === '菜小驿站' && area === '330206002'))
  assert.ok(sites.some(({ name, area }) => name.includes('兰庭社区') && area === '330205008'))
  assert.ok(sites.some(({ name, area }) => name.includes('周宿渡社区') && area === '330212011'))
  assert.ok(bodies('bottleneck').some(({ name, area }) => name === '银泰城' && area === '330206002'))
})

test('accounts name offices and roles in areas that exist', () => {
  const areas = new Set(bodies('area').map(({ id }) => id))
  const accounts = practiceAccounts()
  for (const { home_area } of accounts) assert.ok(areas.has(home_area))
  assert.deepEqual(['office', 'district', 'city', 'wall'].map((role) => accounts.filter((account) => account.role === role).length), [4, 10, 1, 1])
  assert.equal(new Set(accounts.map(({ account }) => account)).size, accounts.length)
})
