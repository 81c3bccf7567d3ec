/** What the screen says of edits: of each in plain words, and of every problem, state and event something. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CASE_ACTIONS, WHY_NOT } from '../../../preload/contract/case-flow.ts'
import type { EditBadge, EditState } from '../../../preload/contract/edit.ts'
import type { SyncStatus } from '../../../preload/contract/model.ts'
import { wordBadge } from '../../../renderer/chrome/edit-badge-words.ts'
import { changeWords, factsOf, fieldWords, lineOf, namesOf, titleOf, valueWords } from '../../../renderer/chrome/edit-words.ts'
import { makeText } from '../../../renderer/chrome/phrase.ts'
import { draftWords, wholeWordsIn, wordsIn } from '../../../renderer/edits/draft-words.ts'
import { eventWords } from '../../../renderer/edits/event-words.ts'
import { reasonOf, theirsOf } from '../../../renderer/edits/refusal-words.ts'
import { waitWords } from '../../../renderer/edits/wait-words.ts'
import { copyWords, letGoWords, noteWords, redoWords } from '../../../renderer/edits/way-words.ts'
import { waysOut } from '../../../renderer/edits/ways-out.ts'
import { actionIntent, editIntent, exportIntent, noteIntent, NOW, present, refused } from './refused.ts'

const LOCALES = ['zh-CN', 'en'] as const
const textOf = (locale: 'zh-CN' | 'en') => makeText(locale, 'Asia/Shanghai')
const zh = textOf('zh-CN')
const names = namesOf(null, new Map(), zh)
const KEY = /\b(edits|flow|editBadge|sync)\.\w/

test('the badge is quiet when there is nothing; what cannot be saved comes first, then what needs somebody', () => {
  const none: EditBadge = { unsent: 0, oldestMs: null, refused: 0, drafts: 3, isCrowded: false, sealed: null }
  assert.deepEqual(wordBadge(none, zh), [])
  const all = wordBadge({ ...none, unsent: 1_200, oldestMs: 7_200_000, refused: 2, sealed: { why: 'unwritable', detail: '' } }, zh)
  assert.deepEqual(all.map(({ state }) => state), ['本机不能保存修改', '2 项等您决定', '1,200 项未上报'])
  assert.match(all[2]?.detail ?? '', /2小时前/)
  assert.match(wordBadge({ ...none, unsent: 600, oldestMs: 1, isCrowded: true }, zh)[0]?.detail ?? '', /联网/)
})

test('every problem and every reason is said in words of the language, also one that nobody here knows', () => {
  for (const locale of LOCALES) {
    const text = textOf(locale)
    for (const problem of ['group-changed', 'already-dispatched', 'gone', 'illegal-transition', 'op-forbidden', 'op-invalid', 'op-id-reuse', 'op-in-progress', 'too-large', 'new-word', null]) for (const why of [null, ...WHY_NOT]) {
      const words = reasonOf({ problem, why, blockedOn: problem === null ? 'x' : null }, text)
      assert.ok(words.length > 5 && !KEY.test(words), words)
    }
  }
  assert.match(reasonOf({ problem: 'new-word', why: null, blockedOn: null }, zh), /new-word/)
})

test('every state it can come to has its sentence, and a decision says which', () => {
  for (const locale of LOCALES) for (const to of ['queued', 'sending', 'unknown', 'applied', 'satisfied', 'conflict', 'rejected', 'blocked', 'resolved', 'withdrawn'] satisfies EditState[]) for (const why of [null, 'restart', 'epoch', 'again', '{"how":"redo"}', '{', '7']) {
    assert.ok(!KEY.test(eventWords({ at: 0, from: 'queued', to, why }, textOf(locale))))
  }
  assert.match(eventWords({ at: 0, from: 'conflict', to: 'resolved', why: '{"how":"accept-theirs","by":null}' }, zh), /以对方为准/)
})

test('why it waits: what may have arrived says so whatever the line does', () => {
  const offline: SyncStatus = { state: 'offline', since: 0 }
  assert.match(waitWords({ state: 'unknown', attempts: 1 }, offline, zh), /只会算一次/)
  assert.match(waitWords({ state: 'queued', attempts: 0 }, offline, zh), /离线/)
  assert.match(waitWords({ state: 'queued', attempts: 0 }, { state: 'waiting', until: 0, why: 'busy' }, zh), /中心繁忙/)
  assert.notEqual(waitWords({ state: 'queued', attempts: 2 }, { state: 'idle', since: 0 }, zh), waitWords({ state: 'queued', attempts: 0 }, { state: 'idle', since: 0 }, zh))
})

test('what was exported or printed is said with its number and its purpose', () => {
  assert.deepEqual([titleOf(exportIntent('csv'), zh), titleOf(exportIntent('paper'), zh)], ['已导出 6000 行，用途：周例会', '已打印 6000 件，用途：周例会'])
  assert.equal(titleOf(exportIntent('csv'), textOf('en')), 'Exported, rows: 6000; purpose: 周例会')
  assert.deepEqual(factsOf(exportIntent('csv'), names, zh), [])
  const left = [refused(exportIntent('paper'), { state: 'rejected', problem: 'op-invalid' })] as const
  assert.equal(letGoWords(left, waysOut(left, null, { sub: 'me', duties: [] }, NOW), zh), '知道了')
})

test('edits are told by what they are, with values as people read them; hostile text stays as it was typed', () => {
  for (const locale of LOCALES) for (const action of CASE_ACTIONS) assert.ok(!KEY.test(titleOf(actionIntent(action), textOf(locale))))
  const hostile = '<img src=x onerror=alert(1)>\u202e'
  assert.deepEqual(factsOf({ department: hostile, due_at: '2026-12-01T00:00:00Z', urgent: true, class: 'k9' }, names, zh).map(({ value }) => value), [hostile, zh.dateTime(Date.parse('2026-12-01T00:00:00Z')), 'k9', '是'])
  assert.equal(titleOf(editIntent({ urgent: true, text: '新' }), zh), '修改内容、紧急')
  const [theirs] = theirsOf({ dispatch: { by: 'sub', by_name: '前江街道', at: '2026-11-20T07:30:00Z', status: 'dispatched', department: '市政', gver: 8 } }, names, zh, NOW)
  assert.deepEqual(theirs, { who: '前江街道', when: zh.moment(Date.parse('2026-11-20T07:30:00Z'), NOW), facts: [{ label: '状态', value: '已派遣 待接收' }, { label: '部门', value: '市政' }], words: null })
  assert.equal(theirsOf({ dispatch: { gver: 1 } }, names, zh, NOW)[0]?.who, '另一个账号')
})

test('a case, its history and the page of own edits use the same words for the same thing', () => {
  const city = namesOf({ classes: [{ id: 'k', name: '占道', nameEn: 'Blocked', extra: false }], areas: [] } as never, new Map([['c2', { number: '甬-2' }]]), zh)
  assert.equal(changeWords({ urgent: true, class: 'k', text: '新', lng: 121.5, lat: 29.8 }, city, zh), '修改紧急：是，类别：占道，内容，位置')
  assert.equal(lineOf(noteIntent('甲'), city, zh), '添加备注：甲')
  assert.equal(lineOf(null, city, zh), titleOf(null, zh))
  const said = { to: 'other', valid: false, duplicate_of: 'c2', lng: 121.5 } as const
  assert.deepEqual(factsOf(said, city, zh), (['duplicate_of', 'lng', 'valid', 'to'] as const).map((field) => ({ label: fieldWords(field, zh), value: valueWords(field, said[field], city, zh) })))
  assert.deepEqual([valueWords('duplicate_of', 'c2', city, zh), valueWords('to', 'other', city, zh), valueWords('to', '999', city, zh), valueWords('asked_until', 'soon', city, zh), valueWords('place', null, city, zh)], ['甬-2', '其他单位', '999', 'soon', '无'])
  for (const locale of LOCALES) for (const field of ['status', 'asked_until', 'granted', 'handed_at', 'reason', 'volunteer']) assert.ok(!KEY.test(fieldWords(field, textOf(locale))) && fieldWords(field, textOf(locale)) !== field, field)
  assert.equal(fieldWords('their_word', zh), 'their_word')
})

test('buttons say what they will do, how many go along, and the note says all that was written', () => {
  const actor = { sub: 'me', duties: ['desk', 'dispatcher', 'department'] as const }
  const head = refused(actionIntent('dispatch'), { problem: 'already-dispatched' })
  const take = refused(actionIntent('take'), { problem: null, state: 'blocked', blockedOn: head.opId })
  const result = refused(actionIntent('feed_back'), { problem: null, state: 'blocked', blockedOn: take.opId })
  const chain = [head, take, result] as const
  const ways = waysOut(chain, present({ status: 'dispatched' }, actor, { department: '市政' }), actor, NOW)
  assert.ok(ways.redo.possible)
  assert.equal(redoWords(chain, ways.redo.redone, zh), '按现状重做：收回派遣，再派遣给综合执法队（连同后续 2 项）')
  assert.equal(letGoWords(chain, ways, zh), '以对方为准（连同后续 2 项）')
  assert.equal(noteWords(ways.keepNote, zh), '未生效的修改（反馈处置结果）：已清理')
  assert.match(copyWords(chain, names, zh), /综合执法队[\s\S]*接收[\s\S]*已清理/)
  const alone = waysOut([take], present({ status: 'dispatched' }, actor), actor, NOW)
  assert.ok(alone.redo.possible)
  assert.match(redoWords([take], alone.redo.redone, zh), /^重新提交：接收$/)
  assert.equal(noteWords([refused(noteIntent('甲')), refused(noteIntent('乙'))], zh), '未生效的修改（添加备注）：甲；未生效的修改（添加备注）：乙')
})

test('a draft says which form it is of, and what was written; what is no form of this program’s is shown as it is', () => {
  assert.equal(draftWords({ form: 'case.dispatch', key: 'c1' }, '甬-1', zh), '派遣（案件 甬-1）')
  assert.equal(draftWords({ form: 'case.place', key: 'c1' }, '甬-1', zh), '修改地点（案件 甬-1）')
  assert.equal(draftWords({ form: 'case.note', key: 'c1' }, null, zh), '添加备注（c1）')
  assert.equal(wordsIn(JSON.stringify({ reason: ' 占道\n经营 ', nested: [{ text: '二' }], n: 1 })), '占道 经营 · 二')
  assert.equal(wordsIn(JSON.stringify({ text: '路灯不亮', id: '00000000-0000-4000-8000-00000000000b', photos: ['a'.repeat(64)] })), '路灯不亮', 'names are nobody’s words')
  assert.equal(wordsIn('no json'), 'no json')
  assert.equal(wordsIn(JSON.stringify({ result: '已清理', photos: ['0a'.repeat(32)] })), '已清理', 'names of photos are no words')
  assert.equal(wholeWordsIn(JSON.stringify({ reason: '占道\n经营', nested: [{ text: '二' }] })), '占道\n经营\n二')
  for (const locale of LOCALES) for (const form of ['case.note', 'case.reply', 'case.proposal', 'case.handover', 'case.supervised', 'case.text', 'site.correct', 'lead']) assert.doesNotMatch(draftWords({ form, key: 'c1' }, '1', textOf(locale)), /case\.|site\.|lead\b.*c1/)
})
