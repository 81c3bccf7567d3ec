/** Does the same place keep its colour? The one set of questions that the product's map must pass and a map coloured by its view cannot. */
import { pixelOf, type Camera } from '../../renderer/chrome/ground/camera.ts'
import { canvasSize, coloursAt, type Rgb } from '../browser/remembered-picture.ts'
import { seeded } from '../store/queries/filled-cache.ts'
import type { MapDriver, OpenMap } from './map-driver.ts'

export type Place = readonly [lng: number, lat: number]
/** Largest difference of a channel that is still the same colour. */
export const SAME_COLOUR = 3
export const ZOOMS = [10, 11, 12, 13, 14, 15, 16, 17] as const

export interface Stability {
  /** Readings that could be compared, and of those asked for the ones where something else was drawn over the place. */
  compared: number
  hidden: number
  /** Largest difference of a channel between two readings of one place. */
  worst: number
  /** Places whose colour changed, and the readings of the first of them in words. */
  changed: number
  examples: string[]
}
/** What is drawn over the field (lines, names) is no colour of the field; a map without such marks needs no such judge. */
export type IsField = (colour: Rgb) => boolean

const difference = (a: Rgb, b: Rgb): number => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))

/** Readings of many places through several pictures. */
export function openLedger(places: readonly Place[], isField: IsField) {
  const seen = new Map<number, { colour: Rgb; camera: Camera }[]>()
  const counted = { compared: 0, hidden: 0 }
  return {
    async read(map: OpenMap, camera: Camera, ground: Rgb): Promise<void> {
      const size = await canvasSize(map.page)
      const colours = await coloursAt(map.page, places.map(([lng, lat]) => pixelOf(camera, size, lng, lat)), ground)
      for (const [n, colour] of colours.entries()) {
        if (colour === null) continue
        if (!isField(colour)) {
          counted.hidden++
          continue
        }
        const known = seen.get(n) ?? []
        if (known.length > 0) counted.compared++
        seen.set(n, [...known, { colour, camera }])
      }
    },
    close(): Stability {
      const readings = [...seen].map(([n, read]) => ({ place: places[n]!, read, worst: Math.max(...read.map(({ colour }) => difference(colour, read[0]!.colour))) }))
      const changed = readings.filter(({ worst }) => worst > SAME_COLOUR)
      const examples = changed.slice(0, 3).map(({ place, read }) => `${place.join()}: ${read.map(({ colour, camera }) => `${colour.join()} at zoom ${camera.zoom}`).join('; ')}`)
      return { ...counted, worst: Math.max(0, ...readings.map(({ worst }) => worst)), changed: changed.length, examples }
    },
    /** Distinct colours read, as a proof that there was something to confuse. */
    colours: (): number => new Set([...seen.values()].flat().map(({ colour }) => String(colour))).size,
  }
}
export type Ledger = ReturnType<typeof openLedger>

/** Every zoom over every spot, one page. */
export async function readAcrossZooms(driver: MapDriver, spots: readonly Place[], ledger: Ledger): Promise<void> {
  const [first] = spots
  const map = await driver.open({ lng: first![0], lat: first![1], zoom: ZOOMS[0] })
  for (const [lng, lat] of spots)
    for (const zoom of ZOOMS) {
      const camera = { lng, lat, zoom }
      await map.move(camera)
      await ledger.read(map, camera, driver.ground)
    }
  await map.close()
}

/** Ten pans of about a screen, five out to the west and five back, by chance but the same each time. */
export async function readAcrossPans(driver: MapDriver, [lng, lat]: Place, zoom: number, ledger: Ledger): Promise<void> {
  const random = seeded(42)
  const map = await driver.open({ lng, lat, zoom })
  await ledger.read(map, await map.camera(), driver.ground)
  for (let n = 0; n < 10; n++) {
    await map.drag((n < 5 ? 1 : -1) * (300 + 400 * random()), 600 * (random() - 0.5))
    await ledger.read(map, await map.camera(), driver.ground)
  }
  await map.close()
}

/** The same view created there, panned to from a kilometre west of it, and zoomed to from far above. */
export async function readByThreeWays(driver: MapDriver, [lng, lat]: Place, zoom: number, ledger: Ledger): Promise<void> {
  const view = { lng, lat, zoom }
  const readThere = async (from: Camera, go: (map: OpenMap) => Promise<void>): Promise<void> => {
    const map = await driver.open(from)
    await go(map)
    await map.move(view)
    await ledger.read(map, view, driver.ground)
    await map.close()
  }
  await readThere(view, async () => {})
  await readThere({ lng: lng - 0.0104, lat, zoom }, (map) => map.drag(-900, 40))
  await readThere({ lng, lat, zoom: zoom - 3 }, (map) => map.wheel(240))
}
