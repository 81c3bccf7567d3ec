/** Part: one weekly deck of a full cache, composed, then written by the product, by the library alone, and its pictures deflated, in turn. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { deflateSync } from 'node:zlib'
import { composeDeck } from '../../main/briefing/compose-deck.ts'
import { drawDeck } from '../../main/briefing/pptx/draw.ts'
import { writeDeck } from '../../main/briefing/pptx/write-deck.ts'
import { runDeck } from '../../main/briefing/run-deck.ts'
import { openReadable } from '../../main/store/open.ts'
import { askFact } from '../../main/store/queries/deck-facts.ts'
import { BOXES, type Deck, type DrawnPicture, HOUSE_STYLE } from '../../preload/contract/deck.ts'
import { mapPixels, mapPng } from '../briefing/drawn-pictures.ts'
import { hand, inputOf, timed } from './part.ts'
import { DAY_MS, END } from './reports.ts'
import { median, type Round, type Sample } from './verdict.ts'

const { path, round } = inputOf<{ path: string; round: number }>()
const [WARM_UP, TIMES] = [3, 9]
/** Dots an inch, and a library's own unit of it. */
const [DPI, POINTS] = [192, 72]
const MAKERS = { run: '3f0c1f0e-6f0b-4f6e-9a57-0d6f3f6f0a11', madeAt: END, author: 'bench', contact: 'bench', generator: 'bench', approvalNumber: 'bench' }
const lastDay = new Date(END - DAY_MS / 2).toISOString().slice(0, 10)

const db = openReadable(path)
let deck!: Deck
const composed = await timed(async () => {
  deck = await composeDeck(async (question) => askFact({ db }, question), { kind: 'weekly', area: null, lastDay, english: false }, MAKERS)
})
db.close()
const answer = `${deck.slides.length} slides`

/** As large as the page draws them. */
const sizes = deck.slides.flatMap(({ visual }) => {
  if (visual.kind !== 'map') return []
  const { width, height } = visual.beside === null ? BOXES.visual : BOXES.mapBeside
  return [{ id: visual.picture.id, width: Math.round((width * DPI) / POINTS), height: Math.round((height * DPI) / POINTS) }]
})
const pixels = sizes.map(({ width, height }) => mapPixels(width, height))
const pictures = sizes.map(({ id, width, height }): DrawnPicture => ({ id, type: 'image/png', width, height, bytes: mapPng(width, height) }))
const pictureBytes = pictures.reduce((sum, { bytes }) => sum + bytes.length, 0)

let deckBytes = 0
const contenders: Record<string, () => unknown> = {
  'weekly deck': async () => {
    deckBytes = (await writeDeck(deck, HOUSE_STYLE, pictures)).length
  },
  'pptxgenjs alone': () => drawDeck(deck, HOUSE_STYLE, pictures, { dataOf: ({ type, bytes }) => `${type};base64,${Buffer.from(bytes).toString('base64')}`, isPacked: true }),
  'deflate of its pictures': () => pixels.forEach((raw) => deflateSync(raw)),
}
const names = Object.keys(contenders)
const costs = new Map(names.map((name) => [name, [] as { wallMs: number; cpuMs: number }[]]))
for (let n = 0; n < WARM_UP + TIMES; n++) {
  for (let i = 0; i < names.length; i++) {
    const name = names[(i + n + round) % names.length]!
    const cost = await timed(contenders[name]!)
    if (n >= WARM_UP) costs.get(name)!.push(cost)
  }
}

const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const threaded = await timed(async () => void (await runDeck({ format: 'pptx', deck, style: HOUSE_STYLE, pictures }).file))
delay.disable()

const sample = (wallMs: number, cpuMs = Number.NaN, peakMb = Number.NaN): Sample => ({ wallMs, cpuMs, answer, peakMb })
const measured = [...costs].map(([name, all]): [string, Sample] => [name, sample(median(all.map(({ wallMs }) => wallMs)), median(all.map(({ cpuMs }) => cpuMs)))])
await hand({
  ...Object.fromEntries(measured), 'deck’s bytes': sample(Number.NaN, Number.NaN, deckBytes / 1e6), 'its pictures’ bytes': sample(Number.NaN, Number.NaN, pictureBytes / 1e6), 'main thread held up': sample(delay.max / 1e6), '100 ms': sample(100),
  'weekly deck in its thread': sample(threaded.wallMs, threaded.cpuMs), 'facts and slides of it': sample(composed.wallMs, composed.cpuMs), '10 s': sample(10_000, 10_000),
} satisfies Round)
