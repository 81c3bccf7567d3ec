/** Who may know whom; and the rule catches what it is there for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findBarrels, findCycles, findStrangers, readSources, type Sources } from './imports.ts'

const house = readSources(fileURLToPath(new URL('../..', import.meta.url)), ['main', 'renderer', 'preload'])
const plant = (path: string, text: string): Sources => new Map([[path, text]])

test('nobody imports a stranger', () => assert.deepEqual(findStrangers(house), []))
test('no import leads back to itself, types included', () => assert.deepEqual(findCycles(house), []))
test('no file only passes on the exports of others', () => assert.deepEqual(findBarrels(house), []))
test('the rule reads the whole house', () => assert.ok(house.size > 40 && house.has('preload/contract/api.ts')))

test('every kind of forbidden import is caught', () => {
  const bad: [path: string, text: string][] = [
    ['main/core/a.ts', "import { x } from '../../renderer/state/filter.ts'"],
    ['renderer/app.tsx', "import type { X } from '../main/core/console.ts'"],
    ['preload/contract/a.ts', "import { encodeAnswer } from '../codec.ts'"],
    ['preload/a.ts', "export { x } from '../main/core/console.ts'"],
    ['main/store/a.ts', "import { pull } from '../sync/pull.ts'"],
    ['main/outbox/a.ts', "import { pull } from '../sync/pull.ts'"],
    ['main/store/a.ts', "import { save } from '../outbox/save.ts'"],
    ['main/sync/a.ts', "import { x } from '../core/console.ts'"],
    ['main/field/a.ts', "const x = await import('../store/open.ts')"],
    ['main/casework/a.ts', "import '../store/open.ts'"],
    ['main/core/a.ts', "import { startCentral } from '../central/central.ts'"],
    ['main/core/a.ts', "import {\n  startLoopback,\n} from '../loopback/loopback.ts'"],
    ['main/loopback/a.ts', "import { open } from \"../store/open.ts\""],
    ['main/sync/a.ts', "new Worker(new URL('../central/main.ts', import.meta.url))"],
    ['main/core/a.ts', "import { app } from 'electron'"],
    ['renderer/desk/a.tsx', "import { MapView } from '../map/map-view.tsx'"],
    ['renderer/chrome/a.tsx', "import { MapView } from '../map/map-view.tsx'"],
    ['renderer/map/a.tsx', "import { Wall } from '../wall/wall.tsx'"],
    ['renderer/wall/a.tsx', "import { List } from '../desk/list.tsx'"],
    ['renderer/wall/a.tsx', "import { Console } from '../walls/console.tsx'"],
    ['renderer/walls/a.tsx', "import { turn } from '../wall/run/turn.ts'"],
    ['renderer/walls/a.tsx', "import { MapView } from '../map/map-view.tsx'"],
    ['renderer/desk/a.tsx', "import { Stage } from '../wall/stage/stage.tsx'"],
  ]
  for (const [path, text] of bad) assert.equal(findStrangers(plant(path, text)).length, 1, `${path}: ${text}`)
})

test('what is allowed is left alone', () => {
  const good: [path: string, text: string][] = [
    ['main/shell/main.ts', "import { app } from 'electron'"],
    ['preload/electron.ts', "import { contextBridge } from 'electron'"],
    ['renderer/wall/a.tsx', "import { MapView } from '../map/map-view.tsx'"],
    ['renderer/walls/a.tsx', "import { Stage } from '../wall/stage/stage.tsx'"],
    ['renderer/walls/a.tsx', "import { DrawnMap } from '../wall/map/drawn-map.tsx'"],
    ['main/store/a.ts', "import type { Row } from '../sync/protocol.ts'"],
    ['main/store/overlay/a.ts', "import { standingHeads } from '../../outbox/standing.ts'"],
    ['main/core/a.ts', "// import { x } from '../central/a.ts'\n/* from '../../renderer/a.ts' */"],
  ]
  for (const [path, text] of good) assert.deepEqual(findStrangers(plant(path, text)), [], path)
})

test('cycles are caught, of types too', () => {
  const ring: Sources = new Map([['main/a.ts', "import type { B } from './b.ts'"], ['main/b.ts', "import { c } from './c.ts'"], ['main/c.ts', "import type { A } from './a.ts'"]])
  assert.deepEqual(findCycles(ring), ['main/a.ts → main/b.ts → main/c.ts → main/a.ts'])
})

test('barrels are caught, by name and by content', () => {
  assert.equal(findBarrels(plant('main/store/index.ts', 'export const x = 1')).length, 1)
  assert.equal(findBarrels(plant('main/store/all.ts', "/** All. */\nexport * from './a.ts'\nexport { b } from './b.ts'\n")).length, 1)
})
