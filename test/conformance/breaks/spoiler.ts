/** What a planted break is made of. */
import type { Sql } from '../../../main/central/sql.ts'
import { PROBLEMS } from '../../../main/central/problem.ts'
import { PROBLEM_BASE } from '../../../main/sync/protocol.ts'
import type { ProblemType } from '../../../main/sync/protocol.ts'
import type { TestCity } from '../city.ts'
import type { Times } from '../probe.ts'

export interface Asked {
  method: string
  path: string
  headers: Record<string, string>
  /** '' where there is none. */
  body: string
}

/** The body is unpacked; `content-encoding: gzip` packs it again. */
export interface Given {
  status: number
  headers: Record<string, string>
  body: Buffer
}

export type Next = (asked: Asked) => Promise<Given>

/** One run's worth of a break: what it remembers is its own. */
export interface Spoiler {
  spoil?: (asked: Asked, next: Next) => Promise<Given>
  hintHead?: (headers: Record<string, string>) => Record<string, string>
  /** For each stream: one block of it (an event or a comment) to what comes in its place. */
  hints?: () => (block: string) => string[]
  /** The stream stays open when the central ends it. */
  holdsOpen?: true
}

export interface Break {
  /** What is wrong with this central. */
  says: string
  /** The rule that must be named. */
  rule: string
  /** Rules that cannot hold either once this one is broken. */
  follows?: readonly string[]
  spoiler?: () => Spoiler
  /** Puts rows into the run's own city that no central should hold. */
  plant?: (sql: Sql, city: TestCity) => Promise<void>
  times?: Partial<Times>
  /** It keeps other rules from being judged, so no other break can be planted beside it. */
  alone?: true
  /** Breaks that spoil the one same question, or hide each other, are not planted together. */
  on?: string
}

/** The headers but one. */
export const omit = (headers: Record<string, string>, name: string): Record<string, string> => Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name))

// ---- which question ----------------------------------------------------------------------------------------------

export type Which = (asked: Asked) => boolean
export const isMeta: Which = ({ method, path }) => method === 'GET' && path === '/v1/meta'
export const isMe: Which = ({ method, path }) => method === 'GET' && /^\/v1\/me(\?|$)/.test(path)
export const isTake: Which = ({ method, path }) => method === 'POST' && path.endsWith('/snapshots')
export const isPart: Which = ({ method, path }) => method === 'GET' && path.startsWith('/v1/snapshots/')
export const isChanges: Which = ({ method, path }) => method === 'GET' && path.includes('/changes?')
export const isDigest: Which = ({ method, path }) => method === 'GET' && /\/digest(\?|$)/.test(path)
/** As it stands where it is no good encoding. */
export function scopeOf({ path }: Asked): string {
  const word = /^\/v1\/scopes\/([^/?]+)/.exec(path)?.[1] ?? ''
  return /%(?![0-9a-f]{2})/i.test(word) || /%[89a-f]/i.test(word) ? word : decodeURIComponent(word)
}
export const queryOf = ({ path }: Asked, name: string): string | null => new URL(path, 'http://x').searchParams.get(name)
export const seqOf = (asked: Asked): number => Number((queryOf(asked, 'after') ?? '').split('.')[1])

/** The same question with one word of its query another, or none. */
export function withQuery(asked: Asked, name: string, value: string | null): Asked {
  const url = new URL(asked.path, 'http://x')
  if (value === null) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  return { ...asked, path: url.pathname + url.search }
}

// ---- ways to spoil -----------------------------------------------------------------------------------------------

/** Alters the question before the central sees it. */
export const asking = (which: Which, change: (asked: Asked) => Asked): (() => Spoiler) => () => ({ spoil: (asked, next) => next(which(asked) ? change(asked) : asked) })

/** Alters the answer. */
export const answering = (which: Which, change: (given: Given, asked: Asked) => Given): (() => Spoiler) => () => ({
  spoil: async (asked, next) => {
    const given = await next(asked)
    return which(asked) ? change(given, asked) : given
  },
})

// oxlint-disable-next-line typescript/no-explicit-any -- a break handles answers of every shape
export type Body = any

/** Alters the JSON of a good answer. */
export const telling = (which: Which, change: (body: Body, asked: Asked) => void): (() => Spoiler) => answering(which, (given, asked) => {
  if (given.status >= 300) return given
  const body = JSON.parse(given.body.toString()) as Body
  change(body, asked)
  return { ...given, body: Buffer.from(JSON.stringify(body)) }
})

/** Alters the headers, whatever the status. */
export const heading = (which: Which, change: Record<string, string | null>): (() => Spoiler) => answering(which, (given) => withHeaders(given, change))

export const withHeaders = (given: Given, change: Record<string, string | null>): Given => ({
  ...given, headers: Object.fromEntries(Object.entries({ ...given.headers, ...change }).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
})

export const statusIs = (status: number, which: Which = () => true): ((given: Given, asked: Asked) => boolean) => (given, asked) => given.status === status && which(asked)

/** A problem in the place of an answer, proper in itself. */
export function asProblem(given: Given, type: ProblemType): Given {
  const { status, title } = PROBLEMS[type]
  const headers = { ...given.headers, 'content-type': 'application/problem+json' }
  delete (headers as Record<string, string>)['content-encoding']
  return { status, headers, body: Buffer.from(JSON.stringify({ type: PROBLEM_BASE + type, title, status })) }
}

export const asJson = (given: Given, body: unknown, status = 200): Given => ({ status, headers: { ...given.headers, 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) })
export const wordOf = (given: Given): string | undefined => /"type":"[^"]*\/([a-z-]+)"/.exec(given.body.toString())?.[1]

// ---- hints -------------------------------------------------------------------------------------------------------

export const hinting = (change: (block: string) => string[]): (() => Spoiler) => () => ({ hints: () => change })
export const isHead = (block: string): boolean => block.startsWith('event: head')
export const headIn = (block: string): { scope: string; head: number; epoch?: string } => JSON.parse(block.slice(block.indexOf('data: ') + 6)) as { scope: string; head: number; epoch?: string }
export const toHead = (head: unknown): string => `event: head\ndata: ${JSON.stringify(head)}`
