/** The bridge over HTTP: for a page served by the browser host. */
import { decodeAnswer } from './codec.ts'
import type { Answer, Bridge, ConsoleEvent, FailureCode } from './contract/api.ts'

/** A desk's and a wall's do not mix, should one tab have been both. */
const tokenName = (): string => (location.pathname === '/wall.html' ? `wall-token-${new URLSearchParams(location.search).get('wall') ?? ''}` : 'console-token')
const RETRY_MS = 2_000

/**
 * To be called before the address is read: it takes the one-time code out of the fragment at once. Without a valid code or an earlier
 * token of this tab every call fails with `stopped`: the page then asks for the address that the console printed. `unreachable` means
 * the console itself does not answer; the next call tries again.
 */
export function connectBrowser(): Bridge {
  const listeners = new Set<(event: ConsoleEvent) => void>()
  const entered = exchangeCode(takeCode())
  void entered.then(() => follow(listeners))
  return {
    host: 'browser',
    call: (method, input) => entered.then(() => call(method, input)) as Promise<Answer<never>>,
    onEvent(listen) {
      listeners.add(listen)
      return () => void listeners.delete(listen)
    },
  }
}

/** Whatever comes of the code, it does not stay in the address or in the history. */
function takeCode(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1))
  const code = fragment.get('code')
  if (code !== null) history.replaceState(history.state, '', `${location.pathname}${location.search}`)
  return code
}

async function exchangeCode(code: string | null): Promise<void> {
  if (code === null) return
  try {
    const response = await post('/api/session', { code })
    if (response.ok) sessionStorage.setItem(tokenName(), ((await response.json()) as { token: string }).token)
  } catch {
    // The console is gone: the first call says so.
  }
}

async function call(method: string, input: unknown): Promise<Answer<unknown>> {
  if (sessionStorage.getItem(tokenName()) === null) return fail('stopped', 'no token')
  try {
    const response = await post('/api/call', { method, input })
    if (!response.ok) return fail(codeOf(response.status), `status ${response.status}`)
    return decodeAnswer(await response.arrayBuffer())
  } catch (error) {
    return fail('unreachable', String(error))
  }
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', ...tokenHeader() }, body: JSON.stringify(body) })
}

const tokenHeader = (): Record<string, string> => {
  const token = sessionStorage.getItem(tokenName())
  return token === null ? {} : { 'x-console-token': token }
}

/** A console started anew knows no earlier token: 401 is `stopped`, not a failed sign-in at the central. */
function codeOf(status: number): FailureCode {
  if (status === 401 || status === 403) return 'stopped'
  if (status === 400 || status === 413 || status === 415) return 'bad-input'
  return status === 429 || status === 503 ? 'too-busy' : 'internal'
}

const fail = (code: FailureCode, detail: string): Answer<never> => ({ ok: false, failure: { code, detail } })

/** Reads the event stream for as long as the page lives; stops when the console no longer knows this page. */
async function follow(listeners: Set<(event: ConsoleEvent) => void>): Promise<void> {
  while (sessionStorage.getItem(tokenName()) !== null) {
    try {
      const response = await fetch('/api/events', { headers: tokenHeader() })
      if (response.status === 401) return
      if (response.ok && response.body !== null) await readLines(response.body, (line) => hear(line, listeners))
    } catch {
      // Tried again below; a gap in the numbers of the events tells the page to ask everything again.
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

function hear(line: string, listeners: Set<(event: ConsoleEvent) => void>): void {
  const message = JSON.parse(line) as ConsoleEvent | { reload: true }
  if ('reload' in message) return location.reload()
  for (const listen of listeners) listen(message)
}

async function readLines(body: ReadableStream<Uint8Array<ArrayBuffer>>, take: (line: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') take(line)
  }
}
