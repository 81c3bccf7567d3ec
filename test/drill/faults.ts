/** The faults of the wall's acceptance that can be made here, one after the other on one wall; each leaves it as it was. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type SourceId, SOURCES } from '../../preload/contract/freshness.ts'
import type { SceneId } from '../../preload/contract/wall-settings.ts'
import { familyOf } from '../bench/processes.ts'
import { type DrillWall, EVERY_MS } from './drill-wall.ts'
import { type Fault, LIMIT_MS, msUntil, type Outcome } from './fault.ts'

/** Time for what the fault itself takes, before the limit begins to count. */
const PATIENCE_MS = 120_000

/** Longer than two of its intervals: by then every source would be late. */
const SLEEP_MS = 3 * EVERY_MS

const picture = (name: string, what: string, run: Fault['run']): Fault => ({ name, what, right: 'picture', limitMs: LIMIT_MS, run })
const mark = (name: string, what: string, run: Fault['run']): Fault => ({ name, what, right: 'mark', limitMs: LIMIT_MS, run })

export const FAULTS: readonly Fault[] = [
  picture('context', 'the WebGL context is lost', (wall) => backAfter(wall, loseContext)),
  picture('gpu', 'the graphics process is killed', (wall) => backAfter(wall, killGraphics)),
  picture('scene', 'a scene cannot be had: the others go on', (wall) => turnsOn(wall)),
  picture('sleep', `the page is frozen for ${SLEEP_MS / 1_000} s, as in sleep, and woken`, (wall) => sleepAwhile(wall)),
  picture('clock +10', 'the PC’s clock jumps ten minutes ahead', (wall) => unmoved(wall, 600_000)),
  picture('clock −10', 'the PC’s clock jumps ten minutes back', (wall) => unmoved(wall, -600_000)),
  picture('disk', 'the disk is full, and has room again', (wall) => fillDisk(wall)),
  ...(['points', 'reference', 'cases'] as const).map((source) => mark(source, `no news of ${source} comes from the center`, (wall) => silence(wall, source))),
  mark('chain', 'the center is out of reach', (wall) => silence(wall, 'chain')),
  mark('console', 'the console is killed: the page says so and goes on turning', (wall) => killConsole(wall)),
  picture('console back', 'the console is started again, and the page opened by whoever watches over it', (wall) => reviveConsole(wall)),
  picture('display', 'a display is unplugged', async () => ({ is: 'skipped', why: 'the browser host has no displays; main/wall decides it and its tests play it' })),
]

/** Until everything is right again after it was done. */
async function backAfter(wall: DrillWall, fault: (wall: DrillWall) => Promise<void>): Promise<Outcome> {
  await msUntil(wall.isRight(), PATIENCE_MS)
  await fault(wall)
  return { is: 'picture', ms: await msUntil(wall.isRight(), PATIENCE_MS) }
}

async function loseContext({ page }: DrillWall): Promise<void> {
  const lost = await page.evaluate(() => {
    const gl = document.querySelector('canvas')?.getContext('webgl2')
    gl?.getExtension('WEBGL_lose_context')?.loseContext()
    return gl != null
  })
  if (!lost) throw new Error('there is no context to lose')
}

async function killGraphics({ browser }: DrillWall): Promise<void> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: { type: string; id: number }[] }
  const graphics = processInfo.find(({ type }) => type === 'GPU')
  if (graphics === undefined) throw new Error('the browser has no graphics process')
  const own = familyOf(process.pid).some(({ pid }) => pid === graphics.id)
  if (!own) throw new Error('the graphics process is not ours')
  process.kill(graphics.id, 'SIGKILL')
}

/** A browser may pass over the wish: a page that was not frozen shows nothing. */
async function sleepAwhile(wall: DrillWall): Promise<Outcome> {
  await msUntil(wall.isRight(), PATIENCE_MS)
  const session = await wall.page.context().newCDPSession(wall.page)
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  let wasFrozen = false
  try {
    const { beat } = await wall.look()
    await new Promise((resolve) => setTimeout(resolve, SLEEP_MS))
    wasFrozen = (await wall.look()).beat === beat
  } finally {
    await session.send('Page.setWebLifecycleState', { state: 'active' })
  }
  return wasFrozen ? { is: 'picture', ms: await msUntil(wall.isRight(), PATIENCE_MS) } : { is: 'skipped', why: 'this browser does not freeze its page when it is told to' }
}

/** Every request for one scene fails: it is passed over, and the next one is shown. */
async function turnsOn(wall: DrillWall): Promise<Outcome> {
  await msUntil(wall.isRight(), PATIENCE_MS)
  const before = await wall.look()
  await wall.page.route('**/api/call', (route) => (route.request().postData()?.includes('"scene":"coverage"') === true && route.request().postData()?.includes('wall.scene') === true ? route.abort() : route.continue()))
  try {
    await wall.page.keyboard.press('ArrowRight')
    const seen: string[] = []
    const ms = await msUntil(async () => {
      const { scene } = await wall.look()
      if (scene !== null && scene !== seen.at(-1)) {
        seen.push(scene)
        if (seen.length < 8) await wall.page.keyboard.press('ArrowRight')
      }
      return seen.length >= 8 || JSON.stringify(seen)
    }, 8 * LIMIT_MS)
    if (seen.slice(1).includes('coverage')) return { is: 'wrong', why: 'the scene without data was shown' }
    return before.link === 'here' ? { is: 'picture', ms: ms / 8 } : { is: 'wrong', why: 'the page lost its console' }
  } finally {
    await wall.page.unroute('**/api/call')
  }
}

/** No age may change: neither false alarm nor false calm. The mark of a source that stops is tried by the others. */
async function unmoved(wall: DrillWall, shiftMs: number): Promise<Outcome> {
  await msUntil(wall.isRight(), PATIENCE_MS)
  wall.console.shiftClock(shiftMs)
  try {
    let isRight = wall.isRight()
    const ms = await msUntil(isRight, LIMIT_MS)
    // Three confirmations of every source later it is still so.
    const end = performance.now() + 60_000
    while (performance.now() < end) {
      const { worst, link } = await wall.look()
      if (worst !== 'fresh' || link !== 'here') return { is: 'wrong', why: `with another clock the wall says ${worst}, ${link}` }
      isRight = wall.isRight()
      await msUntil(isRight, LIMIT_MS)
    }
    return { is: 'picture', ms }
  } finally {
    wall.console.shiftClock(0)
  }
}

async function fillDisk(wall: DrillWall): Promise<Outcome> {
  if (!wall.isOwnDisk) return { is: 'skipped', why: 'a small disk can be mounted by an administrator alone' }
  await msUntil(wall.isRight(), PATIENCE_MS)
  const filler = join(wall.folder, 'filler')
  const file = openSync(filler, 'w')
  const piece = new Uint8Array(1 << 20)
  try {
    for (;;) if (writeSync(file, piece) === 0) break
  } catch {
    // Full, as it was meant to be.
  }
  try {
    // Neither black nor gone: whatever becomes of the writing, the last picture stands with its age.
    const end = performance.now() + 45_000
    while (performance.now() < end) {
      const { scene, link } = await wall.look()
      if (scene === null || link !== 'here') return { is: 'wrong', why: `on a full disk the wall shows ${scene ?? 'nothing'}, ${link}` }
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  } finally {
    closeSync(file)
    rmSync(filler)
  }
  return { is: 'picture', ms: await msUntil(wall.isRight(), PATIENCE_MS) }
}

const SCOPE_OF: Record<Exclude<SourceId, 'chain'>, RegExp> = { points: /scopes\/city[:%]/, reference: /scopes\/ref[:%]/, cases: /scopes\/office[:%]/ }

/** Scenes that are made of a source. */
const SCENE_OF: Record<SourceId, SceneId> = { chain: 'overview', points: 'overview', reference: 'bottleneck', cases: 'loop' }

/** From the instant at which the rule calls it stale until the page does. */
async function silence(wall: DrillWall, source: SourceId): Promise<Outcome> {
  await msUntil(wall.isRight(), PATIENCE_MS)
  await wall.console.ask('wall.command', { wall: '1', command: { do: 'pin', scene: SCENE_OF[source] } })
  await msUntil(async () => (await wall.look()).scene === SCENE_OF[source], PATIENCE_MS)
  const scope = source === 'chain' ? null : SCOPE_OF[source]
  wall.proxy.fault = (request, response) => {
    if (scope !== null && !scope.test(request.url ?? '')) return false
    response.destroy()
    return true
  }
  wall.proxy.drop()
  try {
    if (source !== 'chain') await wall.stir(source)
    // A center that is out of reach confirms nothing: the oldest source is the first to be called stale.
    const dueMs = Math.min(...(await Promise.all((source === 'chain' ? SOURCES : [source]).map((one) => wall.staleIn(one)))))
    const began = performance.now()
    const total = await msUntil(async () => {
      const { worst } = await wall.look()
      return worst === 'stale' || worst === 'lost' || worst
    }, dueMs + PATIENCE_MS)
    const ms = total - (dueMs - (performance.now() - began - total))
    return ms < -2_000 ? { is: 'wrong', why: `it was called stale ${Math.round(-ms / 1_000)} s too early` } : { is: 'mark', ms: Math.max(0, ms) }
  } finally {
    wall.proxy.fault = null
    wall.proxy.drop()
    await wall.console.ask('wall.command', { wall: '1', command: { do: 'resume' } })
    await msUntil(wall.isRight(), PATIENCE_MS)
  }
}

async function killConsole(wall: DrillWall): Promise<Outcome> {
  await msUntil(wall.isRight(), PATIENCE_MS)
  await wall.console.kill()
  const ms = await msUntil(async () => {
    const { link, scene } = await wall.look()
    return (link !== 'here' && scene !== null) || `${link} ${scene}`
  }, PATIENCE_MS)
  const { scene } = await wall.look()
  await wall.page.keyboard.press('ArrowRight')
  await msUntil(async () => {
    const now = await wall.look()
    return (now.scene !== scene && now.scene !== null) || String(now.scene)
  }, PATIENCE_MS)
  return { is: 'mark', ms }
}

async function reviveConsole(wall: DrillWall): Promise<Outcome> {
  const began = performance.now()
  await wall.restartConsole()
  await wall.openAnew()
  await msUntil(wall.isRight(), PATIENCE_MS)
  return { is: 'picture', ms: performance.now() - began }
}
