/** A place keeps its colour through pans and whichever way one came; deck.gl’s own heat map, asked the same, does not. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { openLedger, readAcrossPans, readByThreeWays, SAME_COLOUR, type Ledger } from './colour-stability.ts'
import { isFieldOverLand } from './field-colours.ts'
import type { MapDriver } from './map-driver.ts'
import { openStabilityScene, type StabilityScene } from './stability-scene.ts'

const needs = browserTest()
let scene: StabilityScene

before(async () => {
  if (needs.skip === false) scene = await openStabilityScene()
})
after(() => scene?.close())

const CASES: [name: string, read: (driver: MapDriver, ledger: Ledger) => Promise<void>][] = [
  ['ten pans', (driver, ledger) => readAcrossPans(driver, scene.dense, 16, ledger)],
  ['three ways to one view', (driver, ledger) => readByThreeWays(driver, scene.dense, 16, ledger)],
]

for (const [name, read] of CASES) {
  test(`${name}: every place keeps its colour within ${SAME_COLOUR}/255`, needs, async () => {
    const ledger = openLedger(scene.places, isFieldOverLand)
    await read(scene.ours, ledger)
    const found = ledger.close()
    assert.ok(found.worst <= SAME_COLOUR, `${found.changed} places changed, by up to ${found.worst}: ${found.examples.join('\n')}`)
    assert.ok(found.compared > 15 && found.hidden < found.compared / 2 && ledger.colours() >= 1, `there is something to compare: ${JSON.stringify(found)}`)
  })
  test(`${name}: deck.gl’s heat map is found unstable by the same questions`, needs, async () => {
    const ledger = openLedger(scene.places, () => true)
    await read(scene.deck, ledger)
    const found = ledger.close()
    assert.ok(found.worst > SAME_COLOUR && found.changed > 0, JSON.stringify(found))
  })
}
