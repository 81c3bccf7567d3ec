/** What may happen to an answer on its way: each fault turns the central's word into what arrives, or into nothing. */
import { PROBLEM_BASE, type ProblemType } from '../../main/sync/protocol.ts'
import type { FetchAnswer } from '../../main/sync/ports.ts'
import type { WireAnswer } from './parts.ts'
import { toFetchAnswer } from './sim-net.ts'

export interface SpoilContext {
  answer: WireAnswer
  /** What this desk got for the same question before, and for any other question. */
  before: WireAnswer | null
  other: WireAnswer | null
  /** Uniform in [0, 1). */
  chance: () => number
}
/** Null: nothing arrives at all. 'as it is': this fault has nothing to bite on here. */
type Spoil = (context: SpoilContext) => FetchAnswer | null | 'as it is'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const page = (status: number, headers: Record<string, string> = {}): Spoil => () =>
  toFetchAnswer({ status, headers: { 'content-type': 'text/html', ...headers }, bytes: bytesOf('<html>please log in</html>') })

function problem(type: ProblemType, status: number, retryAfters: readonly string[] = []): Spoil {
  return ({ chance }) => {
    const retryAfter = retryAfters[Math.floor(chance() * (retryAfters.length + 1))]
    const headers = { 'content-type': 'application/problem+json', ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) }
    return toFetchAnswer({ status, headers, bytes: bytesOf(JSON.stringify({ type: PROBLEM_BASE + type, title: type, status })) })
  }
}

const RETRY_AFTERS = ['2', '99999999', '-5', '0', 'Wed, 21 Oct 2015 07:28:00 GMT', 'soon']

/** The row of a change no longer is what its hash speaks of. The envelope has no hash: what guards it is TLS, so it is not touched. */
function spoilRow({ answer, chance }: SpoilContext): FetchAnswer | 'as it is' {
  if (answer.status !== 200) return 'as it is'
  const text = new TextDecoder().decode(answer.bytes)
  const places = [...text.matchAll(/\\"(?:text|name|weight|photos|area)\\":\\?"?[^\\"0-9]*(\d)/g)]
  const found = places[Math.floor(chance() * places.length)]
  if (found?.index === undefined) return 'as it is'
  const at = found.index + found[0].length - 1
  const digit = String((Number(found[1]) + 1) % 10)
  return toFetchAnswer({ ...answer, bytes: bytesOf(text.slice(0, at) + digit + text.slice(at + 1)) })
}

const isPushed = ({ status, bytes }: WireAnswer): boolean => status === 200 && new TextDecoder().decode(bytes.subarray(0, 80)).includes('"results":[{')

/** The answer to a push, with one of its results changed. */
function spoilResult(change: (results: object[], n: number) => object[], epoch?: string): Spoil {
  return ({ answer, chance }) => {
    if (!isPushed(answer)) return 'as it is'
    const whole = JSON.parse(new TextDecoder().decode(answer.bytes)) as { epoch: string; results: object[] }
    return toFetchAnswer({ ...answer, bytes: bytesOf(JSON.stringify({ epoch: epoch ?? whole.epoch, results: change(whole.results, Math.floor(chance() * whole.results.length)) })) })
  }
}

/** Of no central here. */
export const OTHER_EPOCH = '99999999-9999-4999-8999-999999999999'

export const SPOILS = {
  lost: () => null,
  portal: page(200),
  firewall: page(403),
  'gateway page': page(502),
  redirect: page(302, { location: 'https://portal.example/login' }),
  cut: ({ answer, chance }) => toFetchAnswer(answer, [answer.bytes.slice(0, Math.floor(answer.bytes.length * chance()))], true),
  short: ({ answer, chance }) => toFetchAnswer({ ...answer, bytes: answer.bytes.slice(0, Math.floor(answer.bytes.length * chance())) }),
  sliced: ({ answer }) => toFetchAnswer(answer, [answer.bytes.subarray(0, 1), answer.bytes.subarray(1)]),
  empty: ({ answer }) => toFetchAnswer({ ...answer, bytes: new Uint8Array(0) }),
  'wrong type': ({ answer }) => toFetchAnswer({ ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } }),
  'spoilt row': spoilRow,
  replayed: ({ before }) => (before ? toFetchAnswer(before) : 'as it is'),
  mistaken: ({ other }) => (other ? toFetchAnswer(other) : 'as it is'),
  busy: problem('busy', 503, RETRY_AFTERS),
  'slow-down': problem('slow-down', 429, RETRY_AFTERS),
  internal: problem('internal', 500),
  'scope-forbidden': problem('scope-forbidden', 403),
  'unknown-scope': problem('unknown-scope', 404),
  'cursor-expired': problem('cursor-expired', 410),
  'snapshot-expired': problem('snapshot-expired', 410),
  'unknown-snapshot': problem('unknown-snapshot', 404),
  'epoch-changed': problem('epoch-changed', 410),
  // A central that has decided about ops does not find them too large.
  'too-large': (context) => (isPushed(context.answer) ? 'as it is' : problem('too-large', 413)(context)),
  'client-too-old': problem('client-too-old', 426),
  'a result left out': spoilResult((results, n) => results.filter((_, i) => i !== n)),
  'an unknown result': spoilResult((results, n) => results.map((result, i) => (i === n ? { ...result, result: 'pondered' } : result))),
  'another epoch’s results': spoilResult((results) => results, OTHER_EPOCH),
} satisfies Record<string, Spoil>

export type SpoilName = keyof typeof SPOILS
export const SPOIL_NAMES = Object.keys(SPOILS) as SpoilName[]

/** What arrives at the desk; null: nothing does. The name tells which fault really bit. */
export function spoil(name: SpoilName | null, context: SpoilContext): { arrived: FetchAnswer | null; bit: SpoilName | null } {
  const arrived = name === null ? 'as it is' : (SPOILS[name] as Spoil)(context)
  return arrived === 'as it is' ? { arrived: toFetchAnswer(context.answer), bit: null } : { arrived, bit: name }
}
