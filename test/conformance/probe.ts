/** Asks a central questions as a desk would, and keeps what every answer looked like. */
import { setTimeout as pause } from 'node:timers/promises'
import { NotShown } from './finding.ts'
import { createWire } from './wire.ts'
import type { Answer, OpenAnswer, Wire } from './wire.ts'

/** How long the tool waits; the contract's own figures, shortened only in tests of the tool. */
export interface Times {
  answerMs: number
  pollSeconds: number
  pollGraceMs: number
  heartbeatMs: number
  /** From a change to the answers that must tell of it. */
  changeMs: number
}
export const TIMES: Times = { answerMs: 20_000, pollSeconds: 3, pollGraceMs: 5_000, heartbeatMs: 20_000, changeMs: 5_000 }

export interface ProbeOptions {
  /** Only the origin counts. */
  central: string
  token: string
  /** Of another user; enables the rules about rights. */
  other: string | null
  /** Makes the central change rows that `token` may read, each once. */
  touch: (() => Promise<void>) | null
  /** How long to wait for a change that comes by itself. */
  watchSeconds: number
  /** Withdraws the other token. */
  revoke: (() => Promise<void>) | null
  /** Whether the central may be asked until it says "slow down". */
  burst: boolean
  /** null: every scope of the token. */
  scopes: readonly string[] | null
  times: Times
}

export interface AskInit {
  method?: string
  /** null: no Authorization header. */
  token?: string | null
  headers?: Record<string, string>
  body?: string | Buffer
  /** Beyond the time every answer has. */
  extraMs?: number
}

export interface Probe {
  options: ProbeOptions
  /** Every answer so far, with no token in it. */
  answers: Answer[]
  /** Throws `NotShown` where no answer came, or a redirect. Waits and asks again when told to slow down. */
  ask(path: string, init?: AskInit): Promise<Answer>
  open(path: string, init?: AskInit): Promise<OpenAnswer>
  /** What several rules build on is asked for once. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>
  /** Called when all rules were judged. */
  onClose(stop: () => void): void
  close(): void
}

const TRIES = 4
const LONGEST_PAUSE_S = 15
const KEPT_BYTES = 65_536

export function createProbe(options: ProbeOptions): Probe {
  const wire: Wire = createWire(options.central)
  const answers: Answer[] = []
  const made = new Map<string, Promise<unknown>>()
  const stops: (() => void)[] = [() => wire.close()]
  const secrets = [options.token, options.other].filter((token) => token !== null)
  const redact = (path: string): string => secrets.reduce((text, token) => text.replaceAll(token, '…').replaceAll(encodeURIComponent(token), '…'), path)
  const question = (path: string, init: AskInit) => ({
    method: init.method ?? 'GET', path, body: init.body, timeoutMs: options.times.answerMs + (init.extraMs ?? 0),
    headers: { 'Accept-Encoding': 'identity', 'Sync-Schema': '1', ...bearer(init.token === undefined ? options.token : init.token), ...init.headers },
  })
  return {
    options, answers,
    async ask(path, init = {}) {
      for (let tried = 1; ; tried += 1) {
        const answer = { ...(await wire.ask(question(path, init))), path: redact(path) }
        // A part may weigh megabytes: what is kept for the rules about every answer is its head and small bodies.
        answers.push(answer.bytes.length > KEPT_BYTES ? { ...answer, bytes: answer.bytes.subarray(0, 0) } : answer)
        if (answer.fault !== null) throw new NotShown(`${said(answer)}: ${answer.fault}`)
        if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) throw new NotShown(`${said(answer)}: a redirect`)
        if ((answer.status !== 429 && answer.status !== 503) || tried === TRIES) return answer
        await pause(1000 * Math.min(LONGEST_PAUSE_S, Number(answer.headers['retry-after'] ?? 1) || 1))
      }
    },
    open: (path, init = {}) => wire.open(question(path, init)),
    once<T>(key: string, make: () => Promise<T>): Promise<T> {
      const known = made.get(key) as Promise<T> | undefined
      const begun = known ?? make()
      // Whoever asks hears of the failure; it is no failure of the process.
      begun.catch(() => {})
      made.set(key, begun)
      return begun
    },
    onClose: (stop) => void stops.push(stop),
    close: () => stops.splice(0).forEach((stop) => stop()),
  }
}

const bearer = (token: string | null): Record<string, string> => (token === null ? {} : { Authorization: `Bearer ${token}` })

/** An answer in a few words. */
export function said(answer: Pick<Answer, 'method' | 'path' | 'status'>): string {
  const path = answer.path.length > 140 ? `${answer.path.slice(0, 140)}…` : answer.path
  return `${answer.method} ${path} → ${answer.status === 0 ? 'nothing' : answer.status}`
}
