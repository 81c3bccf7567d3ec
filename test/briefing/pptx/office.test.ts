/** Another program draws the slides: as many pages as slides, every word of them readable and inside its page. Skipped, aloud, where LibreOffice is not installed. */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { pathToFileURL } from 'node:url'
import type { Deck } from '../../../preload/contract/deck.ts'
import { plainText } from '../../../preload/contract/slide-text.ts'
import { sampleDeck } from '../sample-deck.ts'
import { emptyDeck, hostileDeck } from './hostile-deck.ts'
import { make } from './gate.ts'

const run = promisify(execFile)
const answers = (program: string, ...args: string[]): string => spawnSync(program, args, { encoding: 'utf8' }).stdout ?? ''
const missing = [
  ...(answers('soffice', '--version') === '' ? ['LibreOffice (soffice)'] : []), ...(spawnSync('pdftotext', ['-v']).error === undefined ? [] : ['pdftotext']), ...(answers('fc-list', ':lang=zh-cn').trim() === '' ? ['a Chinese font'] : []),
]
const skip = missing.length === 0 ? false : `slides not drawn by another program: no ${missing.join(', no ')}`

interface Page {
  width: number
  height: number
  words: { text: string; box: [xMin: number, yMin: number, xMax: number, yMax: number] }[]
}

/** What pdftotext finds on each page, in points. */
async function pagesOf(deck: Deck): Promise<Page[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yongai-office-'))
  try {
    await writeFile(join(folder, 'deck.pptx'), await make(deck))
    // A profile of its own: one that is open elsewhere would be waited for.
    await run('soffice', [`-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'deck.pptx')])
    const { stdout } = await run('pdftotext', ['-bbox', join(folder, 'deck.pdf'), '-'], { maxBuffer: 32e6 })
    return [...stdout.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([\s\S]*?)<\/page>/g)].map(([, width, height, body]) => ({
      width: Number(width), height: Number(height),
      words: [...body!.matchAll(/<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<\/word>/g)].map(([, x, y, right, bottom, text]) => ({ text: text!, box: [Number(x), Number(y), Number(right), Number(bottom)] })),
    }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const bare = (text: string): string => text.replaceAll(/\s+/g, '').normalize('NFKC')
/** An edge may lie a hair outside by rounding. */
const HAIR = 0.5
function assertInside({ width, height, words }: Page): void {
  for (const { text, box: [x, y, right, bottom] } of words) assert.ok(x >= -HAIR && y >= -HAIR && right <= width + HAIR && bottom <= height + HAIR, `${text} at ${x}, ${y}, ${right}, ${bottom}`)
}

test('each slide is a page, with its title, its table and the mark of simulation readable and inside it', { skip }, async () => {
  const deck = sampleDeck()
  const pages = await pagesOf(deck)
  assert.equal(pages.length, deck.slides.length)
  for (const [n, page] of pages.entries()) {
    assertInside(page)
    const { title, visual } = deck.slides[n]!
    const shown = bare(page.words.map(({ text }) => text).join(''))
    assert.ok(shown.includes(bare(plainText(title))), plainText(title))
    assert.ok(shown.includes('模拟数据'))
    if (visual.kind !== 'table') continue
    for (const { line } of visual.rows.flat()) for (const span of line) assert.ok(shown.includes(bare(span.text)), span.text)
  }
})

test('words of any length stay inside the page, and a deck of nothing is drawn', { skip }, async () => {
  for (const deck of [hostileDeck(), emptyDeck()]) {
    const pages = await pagesOf(deck)
    assert.equal(pages.length, deck.slides.length)
    pages.forEach(assertInside)
  }
})
