/** The only constructor of the console: session, handlers and events, the same for every host. */
import { uptime } from 'node:os'
import { join } from 'node:path'
import { realPorts } from '../sync/real-ports.ts'
import { createBaseMaps, type BaseMapKeeper } from './base-maps.ts'
import { createDispatch } from './dispatch.ts'
import { createEvents } from './events.ts'
import { createHandlers } from './handlers.ts'
import type { Console, ConsoleConfig, Host } from './host.ts'
import { createSessionKeeper } from './session.ts'
import { openSettings } from './settings.ts'
import { createWalls } from './walls.ts'

/** Resolves as soon as questions can be answered; what is in the cache is shown before the central has answered. */
export async function createConsole(config: ConsoleConfig, host: Host): Promise<Console> {
  const ports = realPorts()
  const events = createEvents()
  const { announce } = events
  const session = createSessionKeeper(config, ports, announce, host.vault)
  const settings = openSettings(config.dataFolder, () => announce(['settings', 'wall']))
  const baseMaps = createBaseMaps(join(config.dataFolder, 'basemaps'), settings, host, () => announce(['basemap']))
  const walls = createWalls({ dataFolder: config.dataFolder, host, seat: () => session.seat(), settings, clock: ports.clock, scheduler: ports.scheduler, upMs: sinceBoot, announce })
  events.listen(({ topic }) => walls.hear(topic))
  if (config.baseMap != null) adopt(baseMaps, config.baseMap)
  await session.resume()
  return {
    dispatch: createDispatch(createHandlers(config, host, session, ports, { settings, baseMaps, walls: walls.handlers, announce }), {
      onError: host.onError?.bind(host) ?? ((method, error) => void process.stderr.write(`${method} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)),
    }),
    onEvent: events.listen,
    walls: walls.atHost,
    async close() {
      await walls.close()
      await baseMaps.close()
      await session.close()
    },
  }
}

/** With the time it slept; macOS reckons it from the clock that one can set. */
function sinceBoot(): number | null {
  return process.platform === 'darwin' ? null : uptime() * 1_000
}

/** A file that cannot be read is no reason not to start. */
function adopt(baseMaps: BaseMapKeeper, path: string): void {
  try {
    baseMaps.adopt(path)
  } catch (error) {
    process.stderr.write(`the base map ${path} could not be added: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}
