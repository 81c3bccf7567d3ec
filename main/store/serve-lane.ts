/** The worker's side of a lane: opens a context, answers questions one by one, closes cooperatively. */
import { parentPort } from 'node:worker_threads'
import { StoreFailure, toStoreFailure } from './failure.ts'
import type { FromLane, Functions, ToLane } from './lane.ts'

const DEEPEST = 4

/**
 * Buffers of an answer's typed arrays, to be handed over without a copy. An answer therefore must own its arrays: a function
 * that keeps arrays in memory answers with `slice()`s. Node's Buffers and partial views are copied as usual.
 */
export function buffersOf(value: unknown, depth = 0, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return found
  if (ArrayBuffer.isView(value)) {
    const { buffer } = value
    if (buffer instanceof ArrayBuffer && !Buffer.isBuffer(value) && value.byteLength === buffer.byteLength) found.add(buffer)
    return found
  }
  // Lists of rows hold no typed arrays; looking through each would cost more than the copy saved.
  if (Array.isArray(value)) return found
  for (const part of Object.values(value)) buffersOf(part, depth + 1, found)
  return found
}

function answer<C>(functions: Functions<C>, context: C, n: number, name: string, input: unknown): FromLane {
  const started = performance.now()
  try {
    const work = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (!work) throw new StoreFailure('internal', `no function ${name}`)
    const value = work(context, input as never)
    return { n, ok: true, value, tookMs: performance.now() - started }
  } catch (error) {
    const failure = toStoreFailure(error)
    return { n, ok: false, code: failure.code, detail: failure.message }
  }
}

/** `open` may fail: the reason reaches whoever opened the lane. `afterwards` runs after each answer, before the next question. */
export function serveLane<C>(functions: Functions<C>, open: () => { context: C; opened?: unknown; afterwards?(): void; close(): void }): void {
  const port = parentPort
  if (!port) throw new StoreFailure('internal', 'a lane is served from a worker thread')
  const send = (message: FromLane): void => port.postMessage(message, 'ok' in message && message.ok ? [...buffersOf(message.value)] : [])
  let served: ReturnType<typeof open>
  try {
    served = open()
  } catch (error) {
    const failure = toStoreFailure(error)
    send({ failed: true, code: failure.code, detail: failure.message })
    port.close()
    return
  }
  port.on('message', (message: ToLane) => {
    if ('close' in message) {
      served.close()
      port.close()
      return
    }
    const reply = answer(functions, served.context, message.n, message.name, message.input)
    try {
      send(reply)
    } catch (error) {
      const failure = toStoreFailure(error)
      send({ n: message.n, ok: false, code: 'internal', detail: failure.message })
    }
    served.afterwards?.()
  })
  send({ ready: true, opened: served.opened })
}
