/** Titles say what their interval allows and nothing more; what cannot be compared says so. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOf } from '../../main/briefing/compose/spans.ts'
import type { Deck, DeckQuestion } from '../../preload/contract/deck.ts'
import type { WritableDatabase } from '../../main/store/open.ts'
import { NOW, putRow } from '../store/queries/filled-cache.ts'
import { compose, CONFIRMED, DISTRICT, emptyCity, putOrders, putOverdue, putReports, putWeeks, STREET } from './deck-city.ts'

const titleOf = ({ slides }: Deck, id: string): string => textOf(slides.find((slide) => slide.id === id)!.title)
const ask = async (db: WritableDatabase, id: string, question: Partial<DeckQuestion> = {}): Promise<string> => titleOf(await compose(db, question), id)

/** Reports a day, the last week first. */
function city(...perDay: number[]): WritableDatabase {
  const db = emptyCity()
  putWeeks(db, perDay)
  return db
}

test('a rise and a fall beyond chance are said with their size, a change within chance is level with its sign', async () => {
  assert.equal(await ask(city(20, 10), 'kpi'), '线索升 100.0%')
  assert.equal(await ask(city(10, 20), 'kpi'), '线索降 50.0%')
  assert.equal(await ask(city(11, 10), 'kpi'), '线索基本持平（+10.0%）')
  assert.equal(await ask(city(10, 10), 'kpi', { english: true }), 'Reports about level (±0.0%)')
  assert.equal(await ask(city(20, 10), 'kpi', { english: true }), 'Reports up 100.0%')
})

test('a change within the chance of few reports is too few to judge, and is not called level', async () => {
  const db = emptyCity()
  putReports(db, 0, 7)
  for (const week of [1, 2, 3, 4, 5]) putReports(db, 7 * week, 4)
  assert.equal(await ask(db, 'kpi', { kind: 'daily' }), '线索样本少，不作结论')
  putReports(db, 0, 33)
  assert.match(await ask(db, 'kpi', { kind: 'daily' }), /^线索升/)
})

test('a week of very different days does not rise by an amount that equal days would', async () => {
  const db = emptyCity()
  for (const [day, count] of [2, 70, 1, 60, 3, 55, 9].entries()) putReports(db, day, count)
  for (const [day, count] of [40, 5, 30, 2, 50, 4, 19].entries()) putReports(db, 7 + day, count)
  // 200 against 150 is beyond the chance of counts, and within that of such days.
  assert.match(await ask(db, 'kpi'), /^线索基本持平（\+33\.3%）$/)
  assert.match(await ask(city(40, 30), 'kpi'), /^线索升/)
})

async function withOrders(ordersOf: (daysAgo: number) => number): Promise<string> {
  const db = city(10, 10)
  putOrders(db, 21, ordersOf)
  db.prepare('UPDATE scope SET ok_at = ?').run(CONFIRMED)
  return ask(db, 'kpi', { area: DISTRICT })
}

test('orders rise only where their days bear it out', async () => {
  assert.match(await withOrders((day) => (day < 7 ? 1_300 : 1_000) + 10 * (day % 7) + 7 * (day % 3)), /^订单升 2\d\.\d%，/)
  assert.match(await withOrders((day) => 1_000 + 300 * ((day * 5) % 4)), /^订单、每万单线索基本持平（/)
  // One number spread over all days says nothing of how days differ.
  assert.doesNotMatch(await withOrders((day) => (day < 7 ? 1_300 : 1_000)), /订单/)
})

test('orders of one district are no headline of a city of two, and its row says what they are of', async () => {
  const db = city(10, 10)
  putOrders(db, 21, (day) => (day < 7 ? 1_300 : 1_000) + 10 * (day % 7))
  const { slides } = await compose(db)
  const kpi = slides.find(({ id }) => id === 'kpi')!
  assert.equal(textOf(kpi.title), '线索基本持平（±0.0%）')
  assert.ok(kpi.visual.kind === 'table')
  assert.deepEqual(kpi.visual.rows.slice(0, 3).map((row) => textOf(row[0]!.line)), ['订单量（单），已同步区县', '随手拍线索（件）', '每万单线索（件），已同步区县'])
})

test('too few reports are no finding, and a week without any says that', async () => {
  assert.equal(await ask(city(2, 1), 'kpi'), '线索样本少，不作结论')
  const silent = emptyCity()
  putReports(silent, 9, 40)
  assert.deepEqual(await Promise.all(['kpi', 'trend', 'areas', 'map', 'spots', 'classes'].map((id) => ask(silent, id))), ['本期没有收到线索', '周走势：最近一周没有线索', '区域对照：本期没有线索', '地图：本期没有线索', '点位：本期没有线索', '类别：本期没有线索'])
})

test('a source that was confirmed before the period ended, and a week that none is held before, are not compared', async () => {
  const stale = city(20, 10)
  stale.prepare('UPDATE scope SET ok_at = ?').run(NOW - 1)
  assert.deepEqual(await Promise.all(['kpi', 'trend', 'areas'].map((id) => ask(stale, id))), ['关键指标：数据不足，暂不比较', '周走势：数据不足，暂不比较', '区域对照：数据不足，暂不比较'])
  assert.deepEqual(await Promise.all(['kpi', 'trend', 'areas'].map((id) => ask(city(20), id))), ['关键指标：数据不足，暂不比较', '周走势：数据不足，暂不比较', '区域对照：数据不足，暂不比较'])
  const { slides } = await compose(stale)
  const { visual } = slides.find(({ id }) => id === 'kpi')!
  assert.ok(visual.kind === 'table')
  assert.deepEqual(visual.rows.map((row) => textOf(row[3]!.line)), ['—', '—', '—', '—', '—', '—'])
})

test('a run of weeks is said from three falls on, and only where all of it is beyond chance', async () => {
  assert.equal(await ask(city(10, 14, 18, 22, 22), 'trend'), '线索连续3周下降，累计 54.5%')
  assert.equal(await ask(city(22, 18, 14, 10, 10), 'trend'), '线索连续3周上升，累计 120.0%')
  assert.match(await ask(city(20, 21, 22, 23, 22, 22), 'trend'), /^线索与前期周均基本持平/)
  assert.match(await ask(city(10, 22, 20, 21, 22), 'trend'), /^线索低于前期周均 5\d\.\d%$/)
  assert.match(await ask(city(10, 20, 20), 'trend'), /数据不足/)
})

test('weeks that swing widely make no news of one more swing', async () => {
  assert.match(await ask(city(20, 5, 24, 6, 22, 7, 25, 5), 'trend'), /^线索与前期周均基本持平/)
})

test('areas that changed beyond chance are named with their change, the larger difference first', async () => {
  const db = city(10, 10)
  putWeeks(db, [30, 10], { area: '330205002' })
  putWeeks(db, [10, 20], { area: '330212001' })
  // Two long names find no room, and are counted.
  assert.equal(await ask(db, 'areas'), '2 处线索显著变化')
  db.prepare("UPDATE area SET name = '甲区' WHERE id = '330205'").run()
  assert.equal(await ask(db, 'areas'), '甲区升 100.0%，名330212降 50.0%')
  assert.equal(await ask(db, 'areas', { area: DISTRICT }), '名330205002升 200.0%')
  assert.equal(await ask(db, 'areas', { area: STREET }), '名330205002升 200.0%')
  assert.equal(await ask(city(11, 10), 'areas', { area: DISTRICT }), '各街道线索均无显著变化')
})

test('the first class is called first only where its share is above the second’s beyond chance', async () => {
  const db = city(20, 20)
  putWeeks(db, [8, 8], { kind: 'rental' })
  assert.equal(await ask(db, 'classes'), '「类safety」占线索 71.4%')
  putWeeks(db, [11, 11], { kind: 'rental' })
  assert.equal(await ask(db, 'classes'), '「类safety」居首，占 51.3%')
})

test('overdue cases are counted, none is said to be none, and an office not held is not none', async () => {
  const db = city(10, 10)
  assert.equal(await ask(db, 'overdue'), '超期件：未持有案卷数据')
  putOverdue(db, [])
  assert.deepEqual([await ask(db, 'overdue'), await ask(db, 'overdue', { area: STREET })], ['所持案卷中没有超期件', '没有超期件'])
  const late = city(10, 10)
  putOverdue(late, Array.from({ length: 12 }, (_, n) => 1 + n))
  // One office of four streets: what it holds is not what the city has.
  assert.deepEqual([await ask(late, 'overdue'), await ask(late, 'overdue', { area: STREET })], ['所持案卷中 12 件超期待协调', '12 件超期待协调'])
  const { visual } = (await compose(late)).slides.find(({ id }) => id === 'overdue')!
  assert.ok(visual.kind === 'table')
  assert.deepEqual(visual.rows.map((row) => textOf(row[5]!.line)), ['12.0', '11.0', '10.0', '9.0', '8.0', '7.0', '6.0', '5.0', '4.0'])
  assert.equal(await ask(late, 'overdue', { area: '330212' }), '超期件：未持有案卷数据')
})

test('measures are listed without a judgement, and where no district is held nobody says there are none', async () => {
  const db = city(10, 10)
  assert.equal(await ask(db, 'measures'), '本期没有在用措施')
  assert.equal(await ask(db, 'measures', { area: '330212' }), '措施：未持有本范围数据')
  putRow(db, 'ref:330205', 'bottleneck', { id: 'b0', city: '3302', area: STREET, kind: 'mall', name: '堵点', lng: 121.5, lat: 29.86, severity: 3, hours: [12], causes: [], measures: [{ kind: 'relay', from: '2026-06-16' }], simulated: true, source: 'test', as_of: new Date(NOW).toISOString() })
  putOrders(db, 30, () => 100)
  const deck = await compose(db)
  const slide = deck.slides.find(({ id }) => id === 'measures')!
  assert.equal(textOf(slide.title), '1 项在用措施的前后对照')
  assert.equal(textOf(slide.soWhat), '仅为同期变化：未作检验，没有对照区，不说明原因。')
})

test('no title blames or praises: causes are never said', async () => {
  const db = city(20, 10)
  putOrders(db, 30, (day) => 1_000 + day)
  for (const english of [false, true]) {
    const { slides } = await compose(db, { english })
    for (const slide of slides) assert.doesNotMatch(textOf([...slide.title, ...slide.soWhat]), /因[^上]|导致|见效|贡献|because|caused|thanks|worked/i)
  }
})
