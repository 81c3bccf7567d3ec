/** What routes ask of a request: who sends it, whether they may, and the numbers in its query. */
import type { Context } from 'hono'
import { LIMITS, ScopeId } from '../sync/protocol.ts'
import { authenticate } from './account.ts'
import type { Identity } from './account.ts'
import { grantsOf } from './grants.ts'
import type { Account } from './grants.ts'
import { Refusal } from './problem.ts'
import type { CentralEnv, Services } from './services.ts'

/** Every route but meta and practice begins here. The token travels in the header only: addresses end up in logs. */
export async function identify(c: Context<CentralEnv>, services: Services): Promise<Identity> {
  if (c.req.query('access_token') !== undefined || c.req.query('token') !== undefined) throw new Refusal('malformed', 'a token does not belong into an address')
  const identity = await authenticate(services.sql, c.req.header('Authorization'), services.clock())
  c.set('epoch', identity.epoch)
  return identity
}

/** The scope of the path, once the caller's right to it is certain. */
export async function allowScope(services: Services, account: Account, scope: string): Promise<void> {
  const grants = await grantsOf(services.sql, account)
  if (grants.some((grant) => grant.id === scope)) return
  throw new Refusal((await isScope(services, scope)) ? 'scope-forbidden' : 'unknown-scope')
}

/** A scope exists with its area, before its first row. */
async function isScope({ sql }: Services, scope: string): Promise<boolean> {
  if (!ScopeId.safeParse(scope).success || !isStorable(scope)) return false
  const area = scope.slice(scope.indexOf(':') + 1)
  return (await sql.query(`SELECT 1 FROM scope_head WHERE scope = $1 UNION ALL SELECT 1 FROM record WHERE type = 'area' AND id = $2`, [scope, area])).length > 0
}

/** Stops reading at the limit, whatever length was declared. Throws `too-large`, `encoding` or `malformed`. */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('Content-Type') ?? '')) throw new Refusal('malformed', 'send JSON')
  if (!/^(identity)?$/i.test(request.headers.get('Content-Encoding') ?? '')) throw new Refusal('encoding', 'send it uncompressed')
  const bytes = await readBytes(request, mostBytes)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal('malformed', 'the body is no JSON in UTF-8')
  }
}

/** Stops reading at the limit, whatever length was declared. Throws `too-large`. */
export async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('Content-Length') ?? 0) > mostBytes) throw new Refusal('too-large')
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new Refusal('too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** PostgreSQL has no text with a zero in it: nothing can be named so, and asking would be an error. */
export const isStorable = (text: string): boolean => !text.includes('\0')

interface Range {
  min: number
  max: number
  otherwise: number
}

/** What a query may say of a change page and of a digest. */
export const RANGES = {
  limit: { min: 1, max: LIMITS.changesPerPage, otherwise: LIMITS.changesPerPage },
  wait: { min: 0, max: LIMITS.longPollSeconds, otherwise: 0 },
  buckets: { min: 1, max: 256, otherwise: 64 },
} as const

/** An integer of the query within its limits, or the default. */
export function integerOf(c: Context<CentralEnv>, name: string, range: Range): number {
  return wholeNumber(c.req.query(name), name, range)
}

export function wholeNumber(text: string | undefined, name: string, range: Range): number {
  if (text === undefined) return range.otherwise
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= range.min && value <= range.max)) throw new Refusal('malformed', `${name} must be a whole number from ${range.min} to ${range.max}`)
  return value
}

export function partNumberOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Refusal('malformed', 'parts are numbered from 0')
  return Number(text)
}

/** RFC 9110 §13.1.2: weak comparison. */
export const namesTag = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)

export const refusesIdentity = (encodings: string | undefined): boolean => /(^|,)\s*identity\s*;\s*q=0(\.0*)?\s*(,|$)/i.test(encodings ?? '')

export const acceptsGzip = (encodings: string | undefined): boolean =>
  (encodings ?? '').split(',').some((word) => {
    const [coding, ...parameters] = word.trim().toLowerCase().split(';')
    return (coding === 'gzip' || coding === '*') && !parameters.some((p) => /^\s*q=0(\.0*)?\s*$/.test(p))
  })
