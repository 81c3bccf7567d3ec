/** Another office program has opened a deck and saved it: where LibreOffice is installed, it is the proof that a saved deck is read the same. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { checkDeck } from '../../../main/briefing/check/check-deck.ts'
import { placedFigures } from '../../../main/briefing/placed-figures.ts'
import { sampleDeck } from '../sample-deck.ts'
import { askOf, changed, fileOf } from './deck-files.ts'

const isInstalled = spawnSync('soffice', ['--version']).status === 0
const needs = { skip: isInstalled ? false : 'LibreOffice is not installed' } as const

/** Opened and saved, with a profile of its own. */
async function saved(bytes: Uint8Array): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-saved-'))
  try {
    const [from, to] = [join(folder, 'deck.pptx'), join(folder, 'saved')]
    writeFileSync(from, bytes)
    const office = spawn('soffice', [`-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless', '--convert-to', 'pptx:Impress MS PowerPoint 2007 XML', '--outdir', to, from], { stdio: 'ignore' })
    const code = await new Promise((resolve, reject) => office.once('exit', resolve).once('error', reject))
    assert.equal(code, 0)
    return new Uint8Array(readFileSync(join(to, 'deck.pptx')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('a deck that LibreOffice has saved is read the same, and a digit changed in it is caught', needs, async () => {
  const deck = sampleDeck()
  const bytes = await saved(await fileOf(deck))
  const same = await checkDeck(bytes, { ask: askOf(deck) })
  assert.deepEqual(same.figures.filter(({ fate }) => fate !== 'unchanged'), [])
  assert.equal(same.counts.unchanged, placedFigures(deck).length)
  assert.ok(same.isSound)
  for (const [text, other, part] of [['6.2%', '6.9%', /^ppt\/slides\/slide\d+\.xml$/], ['173,459', '173,458', /^ppt\/slides\/slide\d+\.xml$/], ['<c:v>2061</c:v>', '<c:v>2016</c:v>', /^ppt\/charts\/chart\d+\.xml$/]] as const) {
    const { figures } = await checkDeck(changed(bytes, part, (xml) => xml.replace(text, other)), { ask: askOf(deck) })
    assert.deepEqual(figures.filter(({ fate }) => fate !== 'unchanged').map(({ fate }) => fate), ['edited'], text)
  }
})
