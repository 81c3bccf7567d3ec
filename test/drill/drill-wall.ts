/** One wall under the drill: a central behind a proxy, a console in a process of its own, a browser with the wall's page. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { startCentral, type Central } from '../../main/central/central.ts'
import { commit, type CityRow } from '../../main/central/log.ts'
import { judgeAge, type SourceId } from '../../preload/contract/freshness.ts'
import { DEFAULT_THRESHOLDS } from '../../preload/contract/wall-settings.ts'
import { launchChromium } from '../browser/chromium.ts'
import { startFaultyProxy, type FaultyProxy } from '../sync/faulty-proxy.ts'
import { until } from '../until.ts'
import type { Closers } from './closers.ts'
import { startDrillConsole, type DrillConsole } from './drill-console.ts'

/** The console confirms each source every 20 s: with this interval a fault shows within two minutes. */
export const EVERY_MS = 20_000
const WALL = '1'
/** Beyond this the folder has no room. */
const DISK_MB = 600

const STIRRED: Record<Exclude<SourceId, 'chain'>, { type: CityRow['type']; scope: string }> = {
  points: { type: 'point', scope: 'city:3302' }, reference: { type: 'site', scope: 'ref:330205' }, cases: { type: 'case', scope: 'office:330205%' },
}

export interface Look {
  scene: string | null
  /** Of the whole page: whether the console answers. */
  link: string | null
  beat: number
  /** Of the map, the figures and the list: the worst. */
  worst: string
  /** Whether the map's canvas has no living context. */
  isLost: boolean
}

export interface DrillWall {
  central: Central
  proxy: FaultyProxy
  folder: string
  /** Whether the folder is a small disk of its own. */
  isOwnDisk: boolean
  browser: Browser
  page: Page
  console: DrillConsole
  look(): Promise<Look>
  /** Everything fresh, the console answers, the map has its context, and both data and a frame have come since it has it, looked at from now on. */
  isRight(): () => Promise<boolean | string>
  /** Milliseconds until the rule calls this source stale; 0 where it is by now. */
  staleIn(source: SourceId): Promise<number>
  /** Something new in the source at the center: until it is here nothing confirms the source any more. */
  stir(source: Exclude<SourceId, 'chain'>): Promise<void>
  /** A page of the wall in this browser, with a new address; the old one is closed. */
  openAnew(): Promise<void>
  restartConsole(): Promise<void>
}

/** What it opens it gives to the closers at once: it may fail halfway. */
export async function openDrillWall(closers: Closers): Promise<DrillWall> {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-drill-'))
  closers.add('folder', () => rmSync(folder, { recursive: true, force: true }))
  const isOwnDisk = mountSmall(folder)
  if (isOwnDisk) closers.add('disk', () => execFileSync('umount', [folder]))
  const central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: { seed: 7, reports: 20_000, days: 60, pace: 1 } })
  closers.add('central', () => central.close())
  const proxy = await startFaultyProxy(central.address)
  closers.add('proxy', () => proxy.close())
  const port = await freePort()
  let desk = await startDrillConsole(folder, proxy.address, port)
  closers.add('console', () => desk.stop())
  await desk.ask('session.practice', { central: null, account: 'wall-jiangbei' })
  await until(async () => (await desk.ask('sync.page', null)).scopes.every(({ state }) => state === 'live'), 180_000)
  await desk.ask('wall.setThresholds', { ...DEFAULT_THRESHOLDS, everyMs: { chain: EVERY_MS, points: EVERY_MS, reference: EVERY_MS, cases: EVERY_MS } })
  const browser = await launchChromium(['--js-flags=--expose-gc'])
  closers.add('browser', () => browser.close())
  const open = async (): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    const { address } = await desk.ask('wall.address', { wall: WALL })
    if (address === null) throw new Error('this host gives no address')
    await page.goto(address)
    return page
  }
  let page = await open()

  const look = async (): Promise<Look> => page.evaluate(() => {
    const ages = [...document.querySelectorAll('.wall-map[data-freshness], .wall-column [data-freshness]')].map((element) => (element as HTMLElement).dataset['freshness'] ?? '')
    const order = ['', 'fresh', 'late', 'stale', 'lost']
    return {
      scene: document.querySelector<HTMLElement>('[data-scene]')?.dataset['scene'] ?? null, link: document.querySelector<HTMLElement>('[data-link]')?.dataset['link'] ?? null,
      beat: Number(document.querySelector<HTMLElement>('[data-beat]')?.dataset['beat'] ?? -1), worst: order[Math.max(0, ...ages.map((age) => order.indexOf(age)))]!,
      isLost: document.querySelector('canvas')?.getContext('webgl2')?.isContextLost() ?? true,
    }
  })
  return {
    central, proxy, folder, isOwnDisk, browser, look,
    get page() {
      return page
    },
    get console() {
      return desk
    },
    isRight() {
      let before: number | null = null
      return async () => {
        const seen = await look()
        // A beat of a picture that is lost meanwhile says nothing, and a page that was loaded anew counts from the beginning.
        if (seen.isLost || before === null || seen.beat < before) before = seen.beat
        const hasBeaten = seen.beat > before
        return (seen.scene !== null && seen.link === 'here' && seen.worst === 'fresh' && !seen.isLost && hasBeaten) || JSON.stringify(seen)
      }
    },
    async staleIn(source) {
      const { now, sources } = await desk.ask('wall.state', { wall: WALL })
      const found = sources.find(({ id }) => id === source)
      if (found === undefined) throw new Error(`the wall knows no source ${source}`)
      const { ageMs } = judgeAge(found, now)
      return ageMs === null ? 0 : Math.max(0, 5 * found.everyMs - ageMs)
    },
    async stir(source) {
      const { type, scope } = STIRRED[source]
      const [row] = await central.sql.query<{ scope: string; city: string; body: string }>(`SELECT scope, city, body FROM record WHERE type = $1 AND scope LIKE $2 ORDER BY id LIMIT 1`, [type, scope])
      if (row === undefined) throw new Error(`the center has no ${type} of ${scope}`)
      const body = { ...(JSON.parse(row.body) as { id: string; lng: number }) }
      body.lng += 1e-6
      await central.sql.transaction((tx) => commit(tx, [{ op: 'put', row: { type, scope: row.scope as CityRow['scope'], city: row.city, body } }]))
    },
    async openAnew() {
      const old = page
      page = await open()
      await old.close().catch(() => null)
    },
    async restartConsole() {
      desk = await startDrillConsole(folder, proxy.address, port)
    },
  }
}

/** Only an administrator may; elsewhere the disk cannot be filled without harm. */
function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
