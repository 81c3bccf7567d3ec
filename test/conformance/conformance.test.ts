/** The practice central keeps every rule, on PGlite and on a real PostgreSQL; and the tool says plainly what it could not see. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { EMBEDDED, findPostgres } from '../central/databases.ts'
import { EVERY_RULE } from './every-rule.ts'
import { judgeCentral } from './judge.ts'
import { startTarget } from './practice-target.ts'
import { verdictOf } from './verdict.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())

test('rules have names of their own', () => {
  assert.equal(new Set(EVERY_RULE.map(({ id }) => id)).size, EVERY_RULE.length)
  assert.ok(EVERY_RULE.length >= 100)
})

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`the practice central keeps every rule on ${databases.kind}`, async (t) => {
    const target = await startTarget(await databases.fresh())
    t.after(() => target.close())
    const report = await judgeCentral(await target.options())
    assert.deepEqual(report.judged.filter(({ verdict }) => verdict !== 'kept').map(({ id, verdict, seen }) => [id, verdict, seen]), [])
    assert.equal(report.judged.length, EVERY_RULE.length)
    assert.match(verdictOf('it', report, true).line, /^it: kept, all \d+ rules/)
  })
}

test('a run with a token alone says what it did not see, and is no full verdict', async (t) => {
  const target = await startTarget(await EMBEDDED.fresh())
  t.after(() => target.close())
  const options = await target.options()
  const report = await judgeCentral({ ...options, other: null, touch: null, revoke: null, burst: false })
  const missed = report.judged.filter(({ verdict }) => verdict !== 'kept')
  assert.deepEqual(missed.map(({ id }) => id).sort(), ['blob-rights', 'change-dense', 'change-digest', 'change-hint', 'change-poll', 'change-told', 'change-version', 'op-own', 'part-forbidden', 'place-forbidden', 'push-forbidden', 'retry-after', 'revoked-stream', 'revoked-token', 'scope-forbidden'])
  assert.deepEqual([verdictOf('it', report, false).isKept, verdictOf('it', report, true).isKept], [true, false])
  assert.match(verdictOf('it', report, false).line, /kept as far as shown.*NOT shown: .*change-told/)
})

test('a central that is not there, or refuses the token, is no kept contract', async (t) => {
  const target = await startTarget(await EMBEDDED.fresh())
  t.after(() => target.close())
  const options = { ...(await target.options()), other: null, touch: null, revoke: null, burst: false }
  const stranger = await judgeCentral({ ...options, token: 'x'.repeat(43) })
  assert.deepEqual([verdictOf('it', stranger, false).isKept, stranger.judged.find(({ id }) => id === 'token-good')?.verdict], [false, 'broken'])
  const nobody = await judgeCentral({ ...options, central: 'http://127.0.0.1:9' })
  assert.equal(verdictOf('it', nobody, false).isKept, false)
  assert.ok(!JSON.stringify([stranger, nobody]).includes(options.token))
})
