/** The pyramid of tiles: few at once, stale ones never begun, old ones shown until new ones are there, broken ones told, a bounded number kept. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BaseMapTile } from '../../../preload/contract/base-map.ts'
import { openTileStore, type TileStore, type TileView } from '../../../renderer/map/tile-store.ts'
import type { PaintOrder } from '../../../renderer/map/tile-words.ts'
import { sourceOf } from '../../../renderer/map/tiles.ts'

interface Stand {
  store: TileStore
  asked: string[]
  painted: PaintOrder[]
  /** Answers the oldest question that waits, and lets everything that follows from it happen. */
  answer(tile: BaseMapTile | Error): Promise<void>
  settle(): Promise<void>
}

function stand(): Stand {
  const waiting: { resolve: (tile: BaseMapTile) => void; reject: (error: Error) => void }[] = []
  const later: (() => void)[] = []
  const [asked, painted]: [string[], PaintOrder[]] = [[], []]
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) {
      await Promise.resolve()
      later.splice(0).forEach((work) => work())
    }
  }
  const store = openTileStore({
    ask: ({ z, x, y }) => {
      asked.push(`${z} ${x} ${y}`)
      return new Promise((resolve, reject) => void waiting.push({ resolve, reject }))
    },
    painter: {
      async paint(order) {
        painted.push(order)
        return { target: order.target, image: {} as ImageBitmap, veil: null, names: [{ text: `${order.target.x}`, rank: 'mainRoad', lng: 0, lat: 0, angle: 0 }] }
      },
    },
    later: (work) => void later.push(work),
  })
  return {
    store, asked, painted, settle,
    async answer(tile) {
      const one = waiting.shift() ?? assert.fail('nothing was asked')
      if (tile instanceof Error) one.reject(tile)
      else one.resolve(tile)
      await settle()
    },
  }
}

const row = (z: number, from: number, count: number, maxZoom = z): TileView => ({
  id: 'map', tileType: 'mvt', side: 512, shade: 'dark', english: false,
  tiles: Array.from({ length: count }, (_, i) => ({ target: { z, x: from + i, y: 0 }, source: sourceOf({ z, x: from + i, y: 0 }, maxZoom) })),
})
const sound = (): BaseMapTile => ({ bytes: new Uint8Array([1]), isBroken: false })

test('three are asked at once, in their order; what a newer view does not want is never begun', async () => {
  const { store, asked, answer } = stand()
  store.want(row(12, 0, 8))
  assert.deepEqual(asked, ['12 0 0', '12 1 0', '12 2 0'])
  store.want(row(12, 100, 2))
  await answer(sound())
  await answer(sound())
  assert.deepEqual(asked.slice(3), ['12 100 0', '12 101 0'])
})

test('the tiles of before stay below the new ones until all are there', async () => {
  const { store, answer, settle } = stand()
  store.want(row(12, 0, 2))
  await answer(sound())
  await answer(sound())
  const before = store.picture().tiles.map(({ key }) => key)
  assert.deepEqual([before.length, store.picture().waiting], [2, 0])
  store.want(row(13, 0, 2))
  await settle()
  assert.deepEqual(store.picture().tiles.map(({ key }) => key), before)
  await answer(sound())
  assert.deepEqual(store.picture().tiles.slice(0, 2).map(({ key }) => key), before)
  assert.equal(store.picture().tiles.length, 3)
  await answer(sound())
  assert.deepEqual([store.picture().tiles.length, store.picture().waiting, store.picture().names.length], [2, 0, 2])
})

test('four tiles from one of the file ask for it once', async () => {
  const { store, asked, painted, answer } = stand()
  store.want(row(16, 0, 4, 14))
  await answer(sound())
  assert.deepEqual(asked, ['14 0 0'])
  assert.equal(painted.length, 4)
})

test('a tile the file lacks is no fault; one that is broken, or whose question failed, is told, and asked again on return', async () => {
  const { store, asked, answer, settle } = stand()
  store.want(row(12, 0, 3))
  await answer({ bytes: null, isBroken: false })
  await answer({ bytes: null, isBroken: true })
  await answer(new Error('gone'))
  assert.deepEqual([store.picture().tiles.length, store.picture().broken, store.picture().waiting], [0, 2, 0])
  store.want(null)
  await settle()
  assert.deepEqual(store.picture().tiles, [])
  store.want(row(12, 0, 3))
  assert.equal(asked.filter((one) => one === '12 2 0').length, 2)
  assert.equal(asked.filter((one) => one === '12 0 0').length, 1)
})

test('another look draws the same bytes anew without asking', async () => {
  const { store, asked, painted, answer, settle } = stand()
  store.want(row(12, 0, 1))
  await answer(sound())
  store.want({ ...row(12, 0, 1), shade: 'light' })
  await settle()
  assert.deepEqual([asked.length, painted.map(({ shade }) => shade)], [1, ['dark', 'light']])
})

test('only a bounded number is kept: far away and back again draws anew', async () => {
  const { store, painted, answer } = stand()
  for (let i = 0; i < 150; i++) {
    store.want(row(12, i, 1))
    await answer(sound())
  }
  store.want(row(12, 0, 1))
  await answer(sound())
  assert.equal(painted.length, 151)
})
