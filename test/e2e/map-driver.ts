/** A map one can open, move and read, whoever drew it: the same questions to the product's page and to another's. */
import type { Page } from 'playwright-core'
import type { Camera } from '../../renderer/chrome/ground/camera.ts'
import { rememberPictures, type Rgb, untilQuiet } from '../browser/remembered-picture.ts'
import type { PeerHost } from '../peers/peer-host.ts'
import type { PointFilter } from '../peers/points.ts'
import type { Stage } from './stage.ts'

export interface MapDriver {
  /** A fresh page that shows this ground first; resolves when nothing stirs. */
  open(camera: Camera): Promise<OpenMap>
  /** What shows through a canvas without colour. */
  ground: Rgb
}
export interface OpenMap {
  page: Page
  /** Jumps, as a link or a program does. */
  move(camera: Camera): Promise<void>
  camera(): Promise<Camera>
  /** By mouse from the middle of the map, right and down positive; a long way is several drags. */
  drag(right: number, down: number): Promise<void>
  /** By mouse wheel in the middle of the map; up is in. */
  wheel(up: number): Promise<void>
  close(): Promise<void>
}

/** Longer than the page's patience for answers and than its settling. */
const OWN_QUIET_MS = 450
/** Longer than the peer's debounce. */
const PEER_QUIET_MS = 900
/** A mouse has to stay on the map. */
const LONGEST_DRAG = 400
const SIZE = { width: 1600, height: 1000 }

/** `query` is what the address says of layer, period and filter, without a camera. */
export function productDriver(stage: Stage, query: string, options: { prepare?: (page: Page) => Promise<void> } = {}): MapDriver {
  const hashOf = ({ lng, lat, zoom }: Camera): string => `#/map?${query}&show=&lng=${lng}&lat=${lat}&zoom=${zoom}`
  const prepare = async (page: Page): Promise<void> => {
    await rememberPictures(page)
    await options.prepare?.(page)
  }
  return {
    ground: [0, 0, 0],
    async open(camera) {
      const page = await stage.openPage(hashOf(camera), { ...SIZE, prepare })
      await page.locator('[data-field-ready]').waitFor({ timeout: 60_000 })
      const quiet = (): Promise<void> => untilQuiet(page, OWN_QUIET_MS)
      await quiet()
      return {
        page, ...byMouse(page, quiet),
        async move(to) {
          await page.evaluate((hash) => void (location.hash = hash), hashOf(to))
          await quiet()
        },
        async camera() {
          const params = new URLSearchParams(new URL(page.url()).hash.split('?')[1])
          return { lng: Number(params.get('lng')), lat: Number(params.get('lat')), zoom: Number(params.get('zoom')) }
        },
      }
    },
  }
}

export function deckDriver(stage: Stage, host: PeerHost, filter: PointFilter): MapDriver {
  return {
    ground: [246, 246, 243],
    async open(camera) {
      const context = await stage.browser.newContext({ viewport: SIZE })
      const page = await context.newPage()
      await rememberPictures(page)
      await page.goto(host.pageOf('deck-heat'))
      await page.evaluate(async ({ camera, filter }) => {
        window.peer.setCamera(camera)
        await window.peer.load('/points')
        window.peer.show(filter)
      }, { camera, filter })
      const quiet = (): Promise<void> => untilQuiet(page, PEER_QUIET_MS)
      await quiet()
      return {
        page, ...byMouse(page, quiet),
        async move(to) {
          await page.evaluate((camera) => window.peer.setCamera(camera), to)
          await quiet()
        },
        camera: () => page.evaluate(() => window.peer.camera()),
      }
    },
  }
}

function byMouse(page: Page, quiet: () => Promise<void>): Pick<OpenMap, 'drag' | 'wheel' | 'close'> {
  const middle = async (): Promise<[number, number]> => {
    const box = (await page.locator('canvas').first().boundingBox())!
    return [box.x + box.width / 2, box.y + box.height / 2]
  }
  return {
    async drag(right, down) {
      const [x, y] = await middle()
      const legs = Math.ceil(Math.max(Math.abs(right), Math.abs(down)) / LONGEST_DRAG)
      for (let leg = 0; leg < legs; leg++) {
        await page.mouse.move(x, y)
        await page.mouse.down()
        await page.mouse.move(x + Math.round(right / legs), y + Math.round(down / legs), { steps: 6 })
        await page.mouse.up()
      }
      await quiet()
    },
    async wheel(up) {
      await page.mouse.move(...(await middle()))
      await page.mouse.wheel(0, -up)
      await quiet()
    },
    close: () => page.context().close(),
  }
}
