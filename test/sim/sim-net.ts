/** The network between desks and central: every exchange waits here, in both directions, until the world moves it. */
import type { Fetch, FetchAnswer } from '../../main/sync/ports.ts'
import type { WireAnswer, WireRequest } from './parts.ts'

export interface Exchange {
  readonly n: number
  readonly desk: number
  readonly askedAt: number
  readonly request: WireRequest
  readonly isStream: boolean
  /** A long poll is kept back until its scope's head differs from `after`, or until this time. */
  readonly hold: { scope: string; epoch: string; after: number; until: number } | null
  /** Null while the request is on its way; then what the central said, on its way back. */
  answer: WireAnswer | null
  deliver(answer: FetchAnswer): void
  lose(why: string): void
}
export interface HintStream {
  readonly desk: number
  say(text: string): void
  /** The connection breaks. */
  cut(): void
}

export interface SimNet {
  fetchOf(desk: number, now: () => number): Fetch
  /** In the order of asking. */
  readonly pending: Exchange[]
  readonly streams: Map<number, HintStream>
  /** Pushes that their desk gave up before they arrived: they may still do so. */
  readonly late: WireRequest[]
  /** Opens the stream of hints that this exchange asked for. */
  openStream(exchange: Exchange, text: string): void
  /** The desk's process is gone, and its connections with it. */
  forget(desk: number): void
  /** Requests a desk has made. */
  count(desk: number): number
}

const text = new TextEncoder()

export function createSimNet(): SimNet {
  const pending: Exchange[] = []
  const streams = new Map<number, HintStream>()
  const late: WireRequest[] = []
  const counts = new Map<number, number>()
  let n = 0

  const take = (exchange: Exchange): void => {
    const at = pending.indexOf(exchange)
    if (at >= 0) pending.splice(at, 1)
  }
  const giveUp = (exchange: Exchange): void => {
    if (pending.includes(exchange) && exchange.answer === null && exchange.request.path === '/v1/push') late.push(exchange.request)
    exchange.lose('aborted')
  }
  const fetchOf = (desk: number, now: () => number): Fetch => (url, init) =>
    new Promise((resolve, reject) => {
      const { pathname, search } = new URL(url)
      const headers = Object.fromEntries(Object.entries(init.headers).map(([name, value]) => [name.toLowerCase(), value]))
      const exchange: Exchange = {
        n: n++, desk, askedAt: now(), isStream: pathname === '/v1/wake', hold: holdOf(pathname, search, now()), answer: null,
        request: { method: init.method as WireRequest['method'], path: pathname + search, headers, ...(init.body === undefined ? {} : { body: init.body }) },
        deliver(answer) {
          take(exchange)
          resolve(answer)
        },
        lose(why) {
          take(exchange)
          reject(new TypeError(why))
        },
      }
      counts.set(desk, (counts.get(desk) ?? 0) + 1)
      pending.push(exchange)
      init.signal.addEventListener('abort', () => giveUp(exchange), { once: true })
      if (init.signal.aborted) exchange.lose('aborted')
      signals.set(exchange, init.signal)
    })
  const signals = new WeakMap<Exchange, AbortSignal>()

  const openStream = (exchange: Exchange, first: string): void => {
    streams.get(exchange.desk)?.cut()
    const chunks: string[] = [first]
    let ended = false
    let wake: (() => void) | null = null
    const touch = (): void => {
      const waiting = wake
      wake = null
      waiting?.()
    }
    const stream: HintStream = {
      desk: exchange.desk,
      say(words) {
        chunks.push(words)
        touch()
      },
      cut() {
        ended = true
        if (streams.get(exchange.desk) === stream) streams.delete(exchange.desk)
        touch()
      },
    }
    signals.get(exchange)?.addEventListener('abort', () => stream.cut(), { once: true })
    streams.set(exchange.desk, stream)
    const body = (async function* () {
      while (true) {
        const chunk = chunks.shift()
        if (chunk !== undefined) yield text.encode(chunk)
        else if (ended) throw new TypeError('terminated')
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    })()
    exchange.deliver({ status: 200, headers: { get: (name) => (name === 'content-type' ? 'text/event-stream; charset=utf-8' : null) }, body })
  }
  return {
    fetchOf, pending, streams, late, openStream,
    forget(desk) {
      for (const exchange of pending.filter((one) => one.desk === desk)) {
        if (exchange.answer === null && exchange.request.path === '/v1/push') late.push(exchange.request)
        take(exchange)
      }
      streams.delete(desk)
    },
    count: (desk) => counts.get(desk) ?? 0,
  }
}

function holdOf(pathname: string, search: string, now: number): Exchange['hold'] {
  const scope = /^\/v1\/scopes\/([^/]+)\/changes$/.exec(pathname)?.[1]
  const query = new URLSearchParams(search)
  const seconds = Number(query.get('wait') ?? 0)
  const [epoch = '', after = ''] = (query.get('after') ?? '').split('.')
  return scope === undefined || seconds === 0 ? null : { scope: decodeURIComponent(scope), epoch, after: Number(after), until: now + 1_000 * seconds }
}

/** `chunks` are the body as it arrives; with `isCut` the connection then breaks. */
export function toFetchAnswer(answer: WireAnswer, chunks: readonly Uint8Array[] = [answer.bytes], isCut = false): FetchAnswer {
  const body = (async function* () {
    yield* chunks
    if (isCut) throw new TypeError('terminated')
  })()
  return { status: answer.status, headers: { get: (name) => answer.headers[name.toLowerCase()] ?? null }, body }
}
