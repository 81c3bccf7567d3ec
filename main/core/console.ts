/** The only constructor of the console: session, handlers and events, the same for every host. */
import type { ConsoleEvent } from '../../preload/contract/api.ts'
import type { Topic } from '../../preload/contract/model.ts'
import { realPorts } from '../sync/real-ports.ts'
import { createDispatch } from './dispatch.ts'
import { createHandlers } from './handlers.ts'
import type { Console, ConsoleConfig, Host } from './host.ts'
import { createSessionKeeper } from './session.ts'

/** Resolves as soon as questions can be answered; what is in the cache is shown before the central has answered. */
export async function createConsole(config: ConsoleConfig, host: Host): Promise<Console> {
  const ports = realPorts()
  const listeners = new Set<(event: ConsoleEvent) => void>()
  let n = 0
  const announce = (topics: Topic[]): void => {
    for (const topic of topics) {
      n += 1
      for (const listen of listeners) listen({ topic, n })
    }
  }
  const session = createSessionKeeper(config, ports, announce)
  await session.resume()
  return {
    dispatch: createDispatch(createHandlers(config, host, session, ports), {
      onError: (method, error) => void process.stderr.write(`${method} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
    }),
    onEvent(listen) {
      listeners.add(listen)
      return () => void listeners.delete(listen)
    },
    close: () => session.close(),
  }
}
