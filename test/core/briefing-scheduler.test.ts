/** A scheduled briefing lands in its folder with its record before it, once for all that was missed, by one window alone; what stood in the way is kept and tried again. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { FailureCode, Output } from '../../preload/contract/api.ts'
import type { BriefingSchedule, DueBriefing, ScheduleHere } from '../../preload/contract/briefing-schedule.ts'
import { createBriefingScheduler, LEASE_MS, RETRY_MS } from '../../main/core/briefing-scheduler.ts'
import { createFileJobs } from '../../main/core/file-jobs.ts'
import type { Host } from '../../main/core/host.ts'
import { Refusal } from '../../main/core/refusal.ts'
import type { Seat } from '../../main/core/seat.ts'
import { writeInto } from '../../main/core/write-into.ts'
import type { FileBytes } from '../../main/core/write-whole.ts'
import { NOW } from '../store/queries/filled-cache.ts'
import { openScene } from './case-scene.ts'
import { RUN } from './small-deck.ts'

const base = mkdtempSync(join(tmpdir(), 'scheduler-'))
test.after(() => rmSync(base, { recursive: true, force: true }))
const HOUR = 3_600_000
const DAY = 24 * HOUR
const isRefusal = (code: FailureCode) => (error: unknown): boolean => error instanceof Refusal && error.code === code
/** NOW is the midnight in the city with which the first of July begins. */
const DAILY: BriefingSchedule = { isOn: true, kind: 'daily', area: '330205', english: false, weekday: null, time: '08:00', purpose: ' 晨会 13812345678 ' }

let places = 0
function openDesk(more: Partial<Host> = {}) {
  const place = join(base, `d${++places}`)
  const target = join(place, 'target')
  for (const folder of [target, join(place, 'profile')]) mkdirSync(folder, { recursive: true })
  const scene = openScene(0)
  const clock = { wall: NOW, monotonic: 0 }
  const sync = { state: 'idle' }
  const news: string[] = []
  let recordedBefore: number | null = null
  /** How many records there are when the first byte is asked for has come. */
  async function* watched(bytes: FileBytes): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) {
      recordedBefore ??= scene.recorded.length
      yield piece
    }
  }
  const host: Pick<Host, 'chooseFolder' | 'writeInto'> = { chooseFolder: async () => target, writeInto: (folder, name, bytes) => writeInto(folder, name, watched(bytes)), ...more }
  const seat = { ...scene.seat, store: { ...scene.seat.store, folder: join(place, 'profile') }, sync: () => ({ skewMs: () => 0, edited: () => {}, status: () => sync }) } as unknown as Seat
  const files = createFileJobs(join(place, 'files'), host)
  /** As after a start: nothing of before is in memory. */
  const start = () => createBriefingScheduler({ host, files, seat: () => ({ ...seat }), clock: { wall: () => clock.wall, monotonic: () => clock.monotonic }, announce: (topics) => void news.push(...topics) })
  const scheduler = createBriefingScheduler({ host, files, seat: () => seat, clock: { wall: () => clock.wall, monotonic: () => clock.monotonic }, announce: (topics) => void news.push(...topics) })
  const make = (job: string) =>
    files.write(seat, job, 0, async ({ path }) => {
      writeFileSync(path, 'PPTX')
      return { name: '日报_模拟数据.pptx', type: 'pptx', bytes: 4 }
    }, () => ({ format: 'pptx', rows: 1, purpose: '晨会', deck: { run: RUN, kind: 'daily', area: '330205', last_day: '2026-06-30', slides: ['kpi'] } }))
  const due = async (of = scheduler): Promise<DueBriefing | null> => of['briefing.due'](null)
  const here = async (of = scheduler): Promise<Extract<ScheduleHere, { state: 'here' }>> => {
    const told: Output<'briefing.schedule'> = await of['briefing.schedule'](null)
    assert.ok(told.state === 'here')
    return told
  }
  const set = async (schedule = DAILY): Promise<void> => {
    await scheduler['briefing.chooseFolder'](null)
    await scheduler['briefing.setSchedule'](schedule)
  }
  const pass = (ms: number): void => {
    clock.wall += ms
    clock.monotonic += ms
  }
  return { scheduler, start, scene, target, sync, news, recordedBefore: () => recordedBefore, make, due, here, set, pass, files, seat }
}

test('it is due at its hour, and its file lies in the folder with the record made before the first byte', async () => {
  const desk = openDesk()
  await desk.set()
  assert.deepEqual([(await desk.here()).nextAt, await desk.due()], [NOW + 8 * HOUR, null])
  desk.pass(8 * HOUR)
  const given = await desk.due()
  assert.deepEqual([given?.question, given?.purpose], [{ kind: 'daily', area: '330205', english: false, lastDay: '2026-06-30' }, '晨会 138****5678'])
  await desk.make('schedule-1')
  desk.news.length = 0
  const { path } = await desk.scheduler['briefing.deliver']({ lease: given!.lease, job: 'schedule-1' })
  assert.deepEqual([readdirSync(desk.target), desk.recordedBefore(), desk.scene.recorded.length, desk.news], [['日报_模拟数据.pptx'], 1, 1, ['briefing']])
  const { last, nextAt, trouble } = await desk.here()
  assert.deepEqual([last, nextAt, trouble, await desk.due()], [{ path, at: NOW + 8 * HOUR }, NOW + 8 * HOUR + DAY, null, null])
})

test('what ten days missed is made up once, after another start too', async () => {
  const desk = openDesk()
  await desk.set()
  desk.pass(10 * DAY + 9 * HOUR)
  const given = await desk.due(desk.start())
  assert.equal(given?.question.lastDay, '2026-07-10')
  const mine = await desk.due()
  await desk.make('schedule-2')
  await desk.scheduler['briefing.deliver']({ lease: mine!.lease, job: 'schedule-2' })
  assert.deepEqual([await desk.due(), await desk.due(desk.start())], [null, null])
})

test('two windows that ask at once: one makes it; a window that was closed gives way when its lease has run out', async () => {
  const desk = openDesk()
  await desk.set()
  desk.pass(9 * HOUR)
  const [one, other] = await Promise.all([desk.due(), desk.due()])
  assert.ok(one !== null && other === null)
  desk.pass(LEASE_MS)
  const next = await desk.due()
  assert.ok(next !== null)
  await desk.make('schedule-3')
  await assert.rejects(async () => desk.scheduler['briefing.deliver']({ lease: one.lease, job: 'schedule-3' }), isRefusal('changed'))
  assert.deepEqual(readdirSync(desk.target), [])
  await desk.scheduler['briefing.deliver']({ lease: next.lease, job: 'schedule-3' })
  assert.equal(readdirSync(desk.target).length, 1)
})

test('a folder that is gone is said, nothing is recorded, and it is tried again after an hour, at the next start, or once something was changed', async () => {
  const desk = openDesk()
  await desk.set()
  desk.pass(9 * HOUR)
  rmSync(desk.target, { recursive: true })
  const given = await desk.due()
  await desk.make('schedule-4')
  await assert.rejects(async () => desk.scheduler['briefing.deliver']({ lease: given!.lease, job: 'schedule-4' }), isRefusal('no-folder'))
  assert.deepEqual([(await desk.here()).trouble, desk.scene.recorded, await desk.due()], [{ why: 'no-folder', at: NOW + 9 * HOUR }, [], null])
  assert.notEqual(await desk.due(desk.start()), null)
  desk.pass(RETRY_MS)
  const again = await desk.due()
  await desk.scheduler['briefing.notMade']({ lease: again!.lease, why: 'no-approval' })
  assert.deepEqual([(await desk.here()).trouble?.why, await desk.due()], ['no-approval', null])
  mkdirSync(desk.target)
  await desk.scheduler['briefing.chooseFolder'](null)
  const last = await desk.due()
  await desk.scheduler['briefing.deliver']({ lease: last!.lease, job: 'schedule-4' })
  assert.deepEqual([readdirSync(desk.target).length, (await desk.here()).trouble], [1, null])
})

test('what cannot be recorded does not land', async () => {
  const desk = openDesk()
  await desk.set()
  desk.pass(9 * HOUR)
  const given = await desk.due()
  await desk.make('schedule-5')
  desk.scene.refuseRecords(new Refusal('unrecorded', 'test'))
  await assert.rejects(async () => desk.scheduler['briefing.deliver']({ lease: given!.lease, job: 'schedule-5' }), isRefusal('unrecorded'))
  assert.deepEqual([readdirSync(desk.target), (await desk.here()).trouble?.why], [[], 'unrecorded'])
})

test('while the cache is being pulled nothing is due, nor while it is off; without a folder it is not switched on', async () => {
  const desk = openDesk()
  await assert.rejects(async () => desk.scheduler['briefing.setSchedule'](DAILY), isRefusal('bad-input'))
  await desk.set()
  desk.pass(9 * HOUR)
  desk.sync.state = 'pulling'
  assert.equal(await desk.due(), null)
  desk.sync.state = 'offline'
  await desk.scheduler['briefing.setSchedule']({ ...DAILY, isOn: false })
  assert.equal(await desk.due(), null)
  await desk.scheduler['briefing.setSchedule'](DAILY)
  assert.equal(await desk.due(), null, 'what was missed while it was off is not made up')
})

test('a host without folders is unable, and its users are told so', async () => {
  const files = createFileJobs(join(base, 'none'), {})
  const { seat } = openDesk()
  const scheduler = createBriefingScheduler({ host: {}, files, seat: () => seat, clock: { wall: () => NOW, monotonic: () => 0 }, announce: () => {} })
  assert.deepEqual([await scheduler['briefing.schedule'](null), await scheduler['briefing.setSchedule'](DAILY), await scheduler['briefing.chooseFolder'](null), await scheduler['briefing.due'](null)], [{ state: 'unable' }, { state: 'unable' }, { state: 'unable' }, null])
})
