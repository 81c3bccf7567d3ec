/** A due briefing goes the way of one made by hand, step by step; what fails on the way is told, and leaves nothing on the shelf. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Bridge, FailureCode, Method } from '../../../../preload/contract/api.ts'
import { WHY_NOT_MADE } from '../../../../preload/contract/briefing-schedule.ts'
import { HOUSE_STYLE } from '../../../../preload/contract/deck.ts'
import { NO_EDITS } from '../../../../preload/contract/edited-deck.ts'
import { makeDue, type Making } from '../../../../renderer/briefing/schedule/make-due.ts'
import { CATALOGUE, LOCALES } from '../../../../renderer/catalogue.ts'
import { troubleWords } from '../../../../renderer/briefing/schedule/trouble-words.ts'
import { deckWithMap, RUN } from '../../../core/small-deck.ts'

const LEASE = '00000000-0000-4000-8000-00000000000a'
const question = deckWithMap().question
const PICTURE = { id: 'risk', type: 'image/png', width: 10, height: 10 } as const
const draw: Making['draw'] = async () => ({ pictures: [{ ...PICTURE, bytes: new Uint8Array(1) }] })
const send: Making['send'] = async () => ({ ok: true, value: [{ ...PICTURE, upload: 'upload-1' }], tookMs: 0 })

function making(answers: Partial<Record<Method, unknown>>, more: Partial<Making> = {}): { calls: [Method, unknown][]; run(): Promise<void> } {
  const calls: [Method, unknown][] = []
  const all: Partial<Record<Method, unknown>> = {
    'briefing.due': { lease: LEASE, question, purpose: '晨会' }, 'briefing.compose': { state: 'composed', briefing: { deck: deckWithMap(), edits: NO_EDITS, wordsOf: null } }, 'briefing.style': HOUSE_STYLE,
    'briefing.write': { name: 'a.pptx' }, 'briefing.deliver': { path: '/there/a.pptx' }, ...answers,
  }
  const call = (async (method: Method, input: unknown): Promise<Answer<unknown>> => {
    calls.push([method, input])
    const value = all[method] ?? null
    return value instanceof Error ? { ok: false, failure: { code: value.message as FailureCode, detail: '' } } : { ok: true, value, tookMs: 0 }
  }) as Bridge['call']
  return { calls, run: () => makeDue({ call, draw, send, isWanted: () => true, ...more }) }
}
const told = (calls: [Method, unknown][], method: Method): unknown => calls.find(([name]) => name === method)?.[1]

test('nothing due: nothing is done', async () => {
  const { calls, run } = making({ 'briefing.due': null })
  await run()
  assert.deepEqual(calls.map(([method]) => method), ['briefing.due'])
})

test('composed, drawn, written with its pictures and purpose, delivered under its lease, and let go', async () => {
  const { calls, run } = making({})
  await run()
  assert.deepEqual(calls.map(([method]) => method), ['briefing.due', 'briefing.compose', 'briefing.style', 'briefing.write', 'briefing.deliver', 'export.drop'])
  const { job, ...order } = told(calls, 'briefing.write') as { job: string }
  assert.deepEqual(order, { run: RUN, edits: NO_EDITS, format: 'pptx', purpose: '晨会', pictures: [{ ...PICTURE, upload: 'upload-1' }] })
  assert.deepEqual(told(calls, 'briefing.deliver'), { lease: LEASE, job })
})

test('each fault is told by its name, and what was composed does not stay', async () => {
  const faults: [Partial<Record<Method, unknown>>, Partial<Making>, string][] = [
    [{ 'briefing.compose': { state: 'refused', why: 'not-yet' } }, {}, 'not-yet'],
    [{ 'briefing.write': new Error('no-approval') }, {}, 'no-approval'],
    [{ 'briefing.deliver': new Error('no-folder') }, {}, 'no-folder'],
    [{ 'briefing.write': new Error('unreachable') }, {}, 'internal'],
    [{}, { draw: async () => ({ failure: { code: 'storage', detail: '' } }) }, 'storage'],
    [{}, { send: () => Promise.reject(new Error('gone')) }, 'internal'],
  ]
  for (const [answers, more, why] of faults) {
    const { calls, run } = making(answers, more)
    await run()
    assert.deepEqual(told(calls, 'briefing.notMade'), { lease: LEASE, why }, why)
    assert.deepEqual(told(calls, 'briefing.forget'), why === 'not-yet' ? undefined : { run: RUN }, why)
  }
})

test('once another person sits here nothing more is written, delivered or told', async () => {
  const { calls, run } = making({}, { isWanted: () => false })
  await run()
  assert.deepEqual(calls.map(([method]) => method), ['briefing.due', 'briefing.compose', 'export.drop'])
})

test('whatever stands in the way has words in both languages', () => {
  for (const locale of LOCALES) for (const why of WHY_NOT_MADE) assert.ok((CATALOGUE[locale][troubleWords(why)] ?? '').length > 5, `${locale} ${why}`)
})
