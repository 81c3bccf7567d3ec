/** One heat map in a fresh browser, whoever drew it: its filter can be changed, it can be panned and zoomed, and it says what it shows. */
import { readFileSync } from 'node:fs'
import { servePeers } from '../peers/peer-host.ts'
import type { PeerCamera } from '../peers/peer-page.ts'
import { startConsole } from './console-process.ts'
import type { PeerTask } from './peers.ts'
import { CENTRE, CLASS_NAMES, CLASSES, DAY_MS, END } from './reports.ts'
import { openBrowser, settle, type WatchedPage } from './watched-page.ts'
import type { Browser } from 'playwright-core'

export interface HeatMap {
  shown: WatchedPage
  browser: Browser
  /** Processes of the product beside the browser. */
  others: number[]
  /** Shows the reports of these classes, none for all; the page's time when it was asked. */
  show(classes: readonly number[]): Promise<number>
  /** Aims at the chip of one class of those shown; the press takes it off: the page's time when it was pressed, and what it then shows. To find the chip is no part of a change. */
  takeOff(one: number): Promise<() => Promise<{ began: number; answer: string }>>
  /** The same of one step of the zoom and the map's button. */
  zoomIn(): Promise<() => Promise<number>>
  zoomOut(): Promise<() => Promise<number>>
  /** To and fro within what is already painted. */
  pan(): Promise<void>
  close(): Promise<void>
}

export const ZOOM = 10
/** The console's window of 1920 × 1080 leaves this to its map: the others get as much. */
const MAP_SIZE = { width: 1508, height: 904 }
const DAYS = 760
const PAN_STEPS = [15, 30, 45, 60, 40, 20, 0, -20, -40, -20, 0]
/** A map that takes seconds for a frame has shown enough after these. */
const LONGEST_PAN_MS = 6_000

/** What is closed when a heat map is, or when it could not be shown. */
type Closing = (() => Promise<unknown>)[]

export async function openHeatMap(task: PeerTask): Promise<HeatMap> {
  const closing: Closing = []
  try {
    return await (task.contender === 'ours' ? openOurs(task, closing) : openPeer(task, closing))
  } catch (error) {
    await closeAll(closing)
    throw error
  }
}

async function closeAll(closing: Closing): Promise<void> {
  for (const close of closing.toReversed()) await close()
}

const hashOf = (classes: readonly number[]): string =>
  `#/map?layer=report&status=all&last=${DAYS}d&bw=600&class=${classes.map((index) => CLASSES[index]).join(',')}&lng=${CENTRE.lng}&lat=${CENTRE.lat}&zoom=${ZOOM}`

async function openOurs({ folder, count }: PeerTask, closing: Closing): Promise<HeatMap> {
  const host = await startConsole(folder)
  closing.push(() => host.stop())
  const { browser, show } = await openBrowser()
  closing.push(() => browser.close())
  const shown = await show(host, hashOf([]))
  const map = shown.page.locator('[data-map]')
  await shown.page.locator(`[data-field-ready="report"][data-records="${count}"]`).waitFor({ timeout: 120_000 })
  await settle(shown)
  const size = await shown.page.locator('canvas').first().evaluate(({ clientWidth, clientHeight }) => ({ width: clientWidth, height: clientHeight }))
  if (size.width !== MAP_SIZE.width || size.height !== MAP_SIZE.height) throw new Error(`the map has ${size.width} × ${size.height} pixels, the others were given ${MAP_SIZE.width} × ${MAP_SIZE.height}`)
  let now: readonly number[] = []
  /** Finds a button of the page; what comes back presses it as a hand does: the page's time when it did. */
  const aim = async (name: string): Promise<() => Promise<number>> => {
    const found = await shown.page.getByRole('button', { name, exact: true }).elementHandle()
    return () => found!.evaluate((button) => {
      const began = performance.now();
      (button as HTMLElement).click()
      return began
    })
  }
  /** What comes back does it and waits until the map names another value of this attribute. */
  const changing = async (attribute: string, change: () => Promise<number>): Promise<() => Promise<number>> => {
    const before = await map.getAttribute(attribute)
    return async () => {
      const began = await change()
      await shown.page.waitForFunction(({ attribute, before }) => document.querySelector('[data-map]')?.getAttribute(attribute) !== before, { attribute, before }, { polling: 50 })
      return began
    }
  }
  const go = (hash: string): Promise<number> => shown.page.evaluate((to) => {
    const began = performance.now()
    location.hash = to
    return began
  }, hash)
  return {
    shown, browser, others: [host.pid],
    async show(classes) {
      now = classes
      return (await changing('data-records', () => go(hashOf(classes))))()
    },
    async takeOff(one) {
      now = now.filter((index) => index !== one)
      const press = await changing('data-records', await aim(`去掉筛选：${CLASS_NAMES[one]}`))
      return async () => ({ began: await press(), answer: `${await map.getAttribute('data-records')} reports weigh ${await map.getAttribute('data-total')}` })
    },
    zoomIn: async () => changing('data-level', await aim('放大')),
    zoomOut: async () => changing('data-level', await aim('缩小')),
    async pan() {
      const { mouse } = shown.page
      const asked = async (): Promise<number> => (await shown.read()).calls.filter(({ method }) => method === 'field.get').length
      const before = await asked()
      await mouse.move(800, 500)
      await mouse.down()
      for (const x of PAN_STEPS) await mouse.move(800 + x, 500, { steps: 2 })
      await mouse.up()
      await settle(shown)
      const calls = (await asked()) - before
      if (calls > 0) throw new Error(`panning within the margin asked for ${calls} fields`)
    },
    close: () => closeAll(closing),
  }
}

async function openPeer({ contender, pages, points }: PeerTask, closing: Closing): Promise<HeatMap> {
  const host = await servePeers(pages, readFileSync(points))
  closing.push(() => host.close())
  const { browser, showAt } = await openBrowser()
  closing.push(() => browser.close())
  const url = contender === 'leaflet.heat' ? host.pageOf('leaflet-heat') : contender === 'empty canvas' ? host.pageOf('empty-canvas') : host.pageOf('deck-heat', contender === 'HeatmapLayer 512' ? '?texture=512' : '')
  const shown = await showAt(url, MAP_SIZE)
  const { page } = shown
  await page.waitForFunction(() => 'peer' in window)
  // Everything a peer does is asked for in a frame, so that what it draws at once is seen as well.
  let now: readonly number[] = []
  const filter = (classes: readonly number[]): Promise<{ began: number; records: number; total: number }> => page.evaluate((filter) => new Promise((resolve) => {
    requestAnimationFrame(() => {
      const began = performance.now()
      resolve({ began, ...window.peer.show(filter) })
    })
  }), { from: END - DAYS * DAY_MS, to: END + DAYS * DAY_MS, classes: [...classes] })
  const zoomTo = (zoom: number): Promise<number> => page.evaluate((camera) => new Promise<number>((resolve) => {
    requestAnimationFrame(() => {
      const began = performance.now()
      window.peer.setCamera(camera)
      resolve(began)
    })
  }), { ...CENTRE, zoom } satisfies PeerCamera)
  await zoomTo(ZOOM)
  await page.evaluate(() => window.peer.load('/points'))
  await settle(shown, (await filter([])).began)
  return {
    shown, browser, others: [],
    zoomIn: () => Promise.resolve(() => zoomTo(ZOOM + 1)),
    zoomOut: () => Promise.resolve(() => zoomTo(ZOOM)),
    async show(classes) {
      now = classes
      return (await filter(classes)).began
    },
    takeOff(one) {
      now = now.filter((index) => index !== one)
      return Promise.resolve(async () => {
        const { began, records, total } = await filter(now)
        return { began, answer: `${records} reports weigh ${total}` }
      })
    },
    async pan() {
      await page.evaluate(({ steps, pixel, longest }) => new Promise<void>((resolve) => {
        const from = window.peer.camera()
        const began = performance.now()
        const step = (n: number): void => {
          if (n === steps.length || performance.now() - began > longest) return resolve()
          window.peer.setCamera({ ...from, lng: from.lng - steps[n]! * pixel })
          requestAnimationFrame(() => step(n + 1))
        }
        requestAnimationFrame(() => step(0))
      }), { steps: PAN_STEPS, pixel: 360 / 512 / 2 ** ZOOM, longest: LONGEST_PAN_MS })
      await settle(shown)
    },
    close: () => closeAll(closing),
  }
}
