/** Briefings over a real console with its own cache: composed, kept with their edits, made again, and out of the console only with purpose, record and approval number. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { startCentral, type Central } from '../../main/central/central.ts'
import { createConsole } from '../../main/core/console.ts'
import type { Console } from '../../main/core/host.ts'
import type { Answer, FailureCode, Input, Method, Output } from '../../preload/contract/api.ts'
import type { Briefing } from '../../preload/contract/briefing.ts'
import type { DeckEdits, DeckQuestion } from '../../preload/contract/deck.ts'
import { NO_EDITS, wordsOf } from '../../preload/contract/edited-deck.ts'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../until.ts'

const folder = mkdtempSync(join(tmpdir(), 'briefings-'))
const DISTRICT = '330205'
let central: Central
let core: Console
let question: DeckQuestion

const call = (method: Method, input: unknown): Promise<Answer<never>> => core.dispatch(method, input) as Promise<Answer<never>>
async function ask<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await call(method, input)
  if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.detail}`)
  return answer.value
}
const codeOf = async (method: Method, input: unknown): Promise<FailureCode | 'ok'> => {
  const answer = await call(method, input)
  return answer.ok ? 'ok' : answer.failure.code
}
let jobs = 0
const job = (): string => `briefing-${String(++jobs).padStart(4, '0')}`
async function compose(more: Partial<DeckQuestion> = {}, again: Input<'briefing.compose'>['again'] = null): Promise<Briefing> {
  const composed = await ask('briefing.compose', { job: job(), question: { ...question, ...more }, again })
  assert.ok(composed.state === 'composed', JSON.stringify(composed))
  return composed.briefing
}
const open = async (): Promise<void> => {
  core = await createConsole({ dataFolder: folder, practice: central.address, central: null }, { kind: 'browser' })
}
const enter = async (account: string): Promise<void> => {
  await ask('session.practice', { central: null, account })
  await until(async () => (await ask('sync.status', null)).state === 'idle' && (await ask('sync.page', null)).scopes.every(({ state }) => state === 'live'), 120_000)
}
async function fetchFile(name: string): Promise<Uint8Array> {
  const { bytes, isLast } = await ask('export.piece', { job: name, from: 0 })
  assert.equal(isLast, true)
  await ask('export.drop', { job: name })
  return bytes
}
const mapOf = ({ deck }: Briefing): string => deck.slides.find(({ visual }) => visual.kind === 'map')?.id ?? ''
const exportsOf = async () => (await ask('edits.unsent', { afterN: 0, limit: 100 })).flatMap(({ opId, intent }) => (intent?.kind === 'export' ? [{ opId, set: intent.set }] : []))

before(async () => {
  central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: { seed: 7, reports: 3_000, days: 40, pace: 0 } })
  await open()
  await enter('district-jiangbei')
  const lastDay = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
  question = { kind: 'weekly', area: DISTRICT, lastDay, english: false }
})
after(async () => {
  await core.close()
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a deck is composed of the cache and stands in the list; another question is another run', async () => {
  const { deck, edits, wordsOf: taken } = await compose()
  assert.deepEqual([deck.question, deck.simulated, edits, taken], [question, true, NO_EDITS, null])
  assert.match(deck.author, /district-jiangbei|江北/)
  assert.match(deck.generator, /^甬爱指挥台 \d/)
  const daily = await compose({ kind: 'daily', english: true })
  assert.deepEqual((await ask('briefing.runs', null)).map(({ run, kind, isEdited }) => [run, kind, isEdited]), [[daily.deck.run, 'daily', false], [deck.run, 'weekly', false]])
  assert.deepEqual((await ask('briefing.get', { run: deck.run }))?.deck, deck)
})

test('what cannot be a deck is refused with its reason, and nothing is kept of it', async () => {
  const count = (await ask('briefing.runs', null)).length
  for (const [more, why] of [[{ area: 'nowhere' }, 'unknown-area'], [{ lastDay: '2001-01-07' }, 'before-data'], [{ lastDay: '2150-01-07' }, 'not-yet']] as const) {
    assert.deepEqual(await ask('briefing.compose', { job: job(), question: { ...question, ...more }, again: null }), { state: 'refused', why })
  }
  assert.equal((await ask('briefing.runs', null)).length, count)
})

test('given up on the way it ends as cancelled, and nothing is kept of it', async () => {
  const count = (await ask('briefing.runs', null)).length
  const name = job()
  const composing = codeOf('briefing.compose', { job: name, question, again: null })
  assert.notEqual(await ask('export.progress', { job: name }), null)
  await ask('export.cancel', { job: name })
  assert.equal(await composing, 'cancelled')
  assert.deepEqual([(await ask('briefing.runs', null)).length, await ask('export.progress', { job: name })], [count, null])
})

test('edits are there after the console was closed, and lie over a new deck by choice', async () => {
  const { deck } = await compose()
  const [first, second, third] = deck.slides.map(({ id }) => id) as [string, string, string]
  const edits: DeckEdits = { order: [second, first, ...deck.slides.slice(2).map(({ id }) => id)], hidden: [third], titles: { [second]: '本周平稳，电话 13812345678' }, soWhats: { [second]: '继续观察' } }
  const kept = await ask('briefing.saveEdits', { run: deck.run, edits })
  assert.equal(kept.titles[second], '本周平稳，电话 138****5678')
  await core.close()
  await open()
  assert.deepEqual((await ask('briefing.get', { run: deck.run }))?.edits, kept)
  const plain = await compose({}, { run: deck.run, words: false })
  assert.deepEqual([plain.edits.order, plain.edits.hidden, plain.edits.titles, plain.wordsOf], [kept.order, kept.hidden, {}, null])
  const worded = await compose({}, { run: deck.run, words: true })
  assert.deepEqual([worded.edits, worded.wordsOf], [kept, question.lastDay])
  assert.equal(await codeOf('briefing.compose', { job: job(), question, again: { run: '00000000-0000-4000-8000-000000000000', words: false } }), 'changed')
})

test('a deck with a map leaves with an approval number and its picture alone; without the map it leaves', async () => {
  const briefing = await compose()
  const { run } = briefing.deck
  const order = (more: object): object => ({ job: job(), run, edits: NO_EDITS, format: 'pptx', pictures: [], purpose: '周例会', ...more })
  assert.equal(await codeOf('briefing.write', order({})), 'no-approval')
  assert.equal(await codeOf('briefing.leave', { run, edits: NO_EDITS, format: 'pdf', slides: [mapOf(briefing)], purpose: '周例会' }), 'no-approval')
  await ask('settings.set', { approvalNumber: '浙S(2026)12号' })
  assert.equal(await codeOf('briefing.write', order({})), 'bad-input')
  const limits = (await ask('briefing.get', { run }))?.deck.slides.find(({ id }) => id === 'limits')
  assert.match(JSON.stringify(limits?.visual), /浙S\(2026\)12号/)
  await ask('settings.set', { approvalNumber: '' })
  const all = briefing.deck.slides.map(({ id }) => id)
  assert.equal(await codeOf('briefing.write', order({ edits: { ...NO_EDITS, hidden: all } })), 'bad-input')
  const [one, other] = all.filter((id) => id !== mapOf(briefing)) as [string, string]
  assert.equal(await codeOf('briefing.write', order({ edits: { ...NO_EDITS, hidden: [mapOf(briefing)], titles: { [one]: '同一标题', [other]: '同一标题' } } })), 'bad-input')
  assert.equal(await codeOf('briefing.write', order({ run: '00000000-0000-4000-8000-000000000000' })), 'changed')
  assert.equal(await codeOf('briefing.write', order({ purpose: ' ' })), 'bad-input')
  assert.deepEqual(await exportsOf(), [])
  assert.equal(existsSync(join(folder, 'exports')), false, 'no file was begun')
})

test('the presentation is the edited deck, stamped and recorded before its first byte leaves, without the central too', async () => {
  const briefing = await compose()
  const { run, slides } = briefing.deck
  const kpi = slides[1]!
  const edits: DeckEdits = { order: [kpi.id, slides[0]!.id], hidden: [mapOf(briefing), slides[3]!.id], titles: { [kpi.id]: '本周 <平稳> & 可控' }, soWhats: {} }
  await central.close()
  const name = job()
  const file = await ask('briefing.write', { job: name, run, edits, format: 'pptx', pictures: [], purpose: ' 回访 13812345678 ' })
  assert.deepEqual([file.slides, file.simulated], [slides.length - 2, true])
  assert.match(file.name, /^.*模拟数据\.pptx$/)
  assert.deepEqual(await exportsOf(), [], 'nothing has left yet')
  const parts = unzipSync(await fetchFile(name))
  const [record, ...more] = await exportsOf()
  assert.ok(record !== undefined && more.length === 0)
  assert.deepEqual(record.set, {
    format: 'pptx', rows: slides.length - 2, purpose: '回访 138****5678', as_of: new Date(briefing.deck.asOf ?? 0).toISOString(),
    deck: { run, kind: 'weekly', area: DISTRICT, last_day: question.lastDay, slides: [kpi.id, ...slides.map(({ id }) => id).filter((id) => id !== kpi.id && !edits.hidden.includes(id))] },
  })
  assert.equal(Object.keys(parts).filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path)).length, slides.length - 2)
  const said = Object.entries(parts).filter(([path]) => /\.(xml|rels)$/.test(path)).map(([, bytes]) => strFromU8(bytes)).join('\n')
  assert.ok(strFromU8(parts['ppt/slides/slide1.xml']!).includes('本周 &lt;平稳&gt; &amp; 可控'))
  assert.ok(said.includes(record.opId) && said.includes('138****5678') && !said.includes('13812345678'))
  assert.ok(!said.includes(wordsOf(slides[3]!.title)), 'what is hidden has not left')
})

test('the workbook needs no map, and what is fetched twice is recorded once', async () => {
  const { deck } = await compose()
  const before = (await exportsOf()).length
  const name = job()
  await ask('briefing.write', { job: name, run: deck.run, edits: NO_EDITS, format: 'xlsx', pictures: [], purpose: '核对' })
  await ask('export.piece', { job: name, from: 0 })
  const parts = unzipSync(await fetchFile(name))
  assert.ok(parts['xl/worksheets/sheet2.xml'] !== undefined)
  assert.equal((await exportsOf()).length, before + 1)
})

test('pages that the page draws are recorded with what leaves, and answered with purpose and record on the first', async () => {
  const { deck } = await compose()
  const { record, name, deck: stamped } = await ask('briefing.leave', { run: deck.run, edits: NO_EDITS, format: 'pdf', slides: [deck.slides[1]!.id], purpose: '上墙 13812345678' })
  assert.match(name, /\.pdf$/)
  const last = (await exportsOf()).at(-1)
  assert.deepEqual([last?.opId, last?.set.format, last?.set.deck?.slides], [record, 'pdf', [deck.slides[1]!.id]])
  assert.deepEqual(stamped.slides.map(({ id }) => id), [deck.slides[1]!.id])
  assert.ok(stamped.leaving?.includes(record) && stamped.leaving.includes('上墙 138****5678') && stamped.slides[0]!.notes.at(-1) === stamped.leaving)
})

test('a briefing that is deleted is gone, and none is shown to another user of this PC', async () => {
  const [{ run } = { run: '' }] = await ask('briefing.runs', null)
  await ask('briefing.forget', { run })
  assert.equal(await ask('briefing.get', { run }), null)
  const [kept] = await ask('briefing.runs', null)
  assert.ok(kept !== undefined)
  await ask('session.signOut', null)
  assert.equal(await codeOf('briefing.runs', null), 'not-signed-in')
  assert.equal(await codeOf('briefing.get', { run: kept.run }), 'not-signed-in')
})
