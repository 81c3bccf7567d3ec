/** Desks at a central that keeps its address through restarts, over a line that a test can cut. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { createSessionKeeper, type SessionKeeper } from '../../main/core/session.ts'
import type { FetchInit, Ports } from '../../main/sync/ports.ts'
import { realPorts } from '../../main/sync/real-ports.ts'

/** Where the central is said to be, wherever it really answers. */
const ADDRESS = 'http://127.0.0.1:9'
/** What becomes of a request: it passes, never arrives, or its answer is lost. */
export type Line = (path: string, init: FetchInit) => 'pass' | 'cut' | 'lose'

export interface SeatedDesk {
  keeper: SessionKeeper
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>
  untilIdle(): Promise<void>
}

export const folderOf = (t: TestContext, name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), name))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const until: SeatedDesk['until'] = async (what, holds) => {
  for (const end = performance.now() + 60_000; !(await holds());) {
    if (performance.now() > end) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export async function seatDesk(t: TestContext, folder: string, token: string, where: () => string, line: Line = () => 'pass'): Promise<SeatedDesk> {
  const real = realPorts()
  const ports: Ports = {
    ...real, random: () => 0,
    async fetch(url, init) {
      const { pathname, search } = new URL(url)
      const fate = line(pathname, init)
      if (fate === 'cut') throw new Error('no network')
      const answer = await real.fetch(where() + pathname + search, init)
      if (fate === 'lose') throw new Error('the answer was lost')
      return answer
    },
  }
  const keeper = createSessionKeeper({ dataFolder: folder, practice: null, central: null }, ports, () => {})
  t.after(() => keeper.close())
  await keeper.connect(ADDRESS, token)
  return { keeper, until, untilIdle: () => until('idle', () => keeper.seat().sync().status().state === 'idle') }
}
