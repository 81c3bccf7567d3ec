/** The soak in short: a wall's page keeps nothing of the scenes it has shown, and one that makes its Deck anew with each is found out. `npm run soak` is the long form. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import type { Check } from '../storm/checks.ts'
import { judge, SHORT } from '../soak/judge.ts'
import { buildRemounted } from '../soak/remounted-page.ts'
import { soak } from '../soak/turn-scenes.ts'

const needs = browserTest()
const CHANGES = 70
/** With a Deck each they are slow. */
const FEW_CHANGES = 14
const REPORTS = 2_000
const missed = (checks: Check[]): string[] => checks.filter(({ ok }) => !ok).map(({ what, measured }) => `${what}: ${measured}`)

test('seventy changes of scene leave nothing behind: one Deck, one context, as many nodes and listeners', needs, async () => {
  assert.deepEqual(missed(judge(await soak({ changes: CHANGES, reports: REPORTS }), SHORT)), [])
})

test('a page that makes its Deck anew with every scene does not pass', needs, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-remounted-'))
  try {
    await buildRemounted(folder)
    const found = missed(judge(await soak({ changes: FEW_CHANGES, reports: REPORTS, page: folder }), SHORT)).join('\n')
    // Past the browser's limit of contexts it goes on without WebGL, if it goes on: what its heap did by then is not judged.
    for (const what of ['Decks constructed', 'contexts ever made']) assert.ok(found.includes(what), found)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
