/** The calls a central answers, each checked against its schema. */
import { z } from 'zod'
import type { CallFailure, Result } from './failure.ts'
import { createNet, parseJson, type Net, type Request } from './net.ts'
import type { Ports } from './ports.ts'
import { BlobState, Change, ChangePage, Digest, Epoch, LIMITS, Me as CentralMe, Meta, PracticeAccounts, PracticeToken, Snapshot } from './protocol.ts'
import { OpResult, type Push } from './push-protocol.ts'

/** The desk reads the scopes one by one (grants.ts). */
const LoosePage = ChangePage.extend({ changes: z.array(z.unknown()).max(LIMITS.changesPerPage) })
/** `malformed`: changes that are none; the others are read all the same. */
export type ReadPage = ChangePage & { malformed: number }
const Me = CentralMe.extend({ scopes: z.array(z.unknown()) })
export type Me = z.infer<typeof Me>

/** The results are read one by one: an unreadable one says nothing about the others. */
const LoosePushAnswer = z.object({ epoch: Epoch, results: z.array(z.unknown()).max(LIMITS.pushOps) })

export type Answered<T> = { ok: true; value: T; epoch: string | null } | { ok: false; failure: CallFailure }

export interface CentralClient {
  meta(): Promise<Result<Meta>>
  me(): Promise<Answered<Me>>
  openSnapshot(scope: string): Promise<Result<Snapshot>>
  part(snapshot: string, n: number): Promise<Result<Uint8Array>>
  changes(ask: { scope: string; epoch: string; after: number; limit: number; waitSeconds: number }): Promise<Result<ReadPage>>
  digest(scope: string, buckets: number): Promise<Result<Digest>>
  push(body: Push): Promise<Result<z.infer<typeof LoosePushAnswer>>>
  /** What became of an op of this account. */
  op(id: string): Promise<Result<OpResult>>
  /** A piece of a photo of `total` bytes, from `first` on; an empty one only asks how much is there. */
  putBlob(piece: { sha256: string; total: number; first: number; bytes: Uint8Array<ArrayBuffer> }): Promise<Result<BlobState>>
  /** A range of a photo that a case shows; `total` as the central says it. */
  getBlob(ask: { sha256: string; caseId: string | null; first: number; last: number }): Promise<Result<{ bytes: Uint8Array; total: number }>>
  /** Practice centrals only. */
  accounts(): Promise<Result<z.infer<typeof PracticeAccounts>>>
  signIn(account: string): Promise<Result<z.infer<typeof PracticeToken>>>
  net: Net
}

const LONGEST_LIST = 20_000

function hasLongList(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => Array.isArray(part) && part.length > LONGEST_LIST)
}

export interface CentralClientOptions {
  /** Address of the central; only its origin counts. */
  central: string
  token: string | null
  ports: Pick<Ports, 'fetch' | 'scheduler' | 'ids' | 'clock'>
  signal?: AbortSignal
}

export function createCentralClient(options: CentralClientOptions): CentralClient {
  const net = createNet(options)
  const abort = options.signal ? { signal: options.signal } : {}

  const json = async <S extends z.ZodType>(schema: S, method: Request['method'], path: string, extra: Pick<Request, 'body' | 'content' | 'silentMs'> = {}): Promise<Answered<z.infer<S>>> => {
    const received = await net.receive({ method, path, accept: 'application/json', ...abort, ...extra })
    if (!received.ok) return received
    const given = parseJson(received.bytes)
    // Judging a million elements one by one would hold up everything else.
    if (hasLongList(given)) return { ok: false, failure: { kind: 'down', why: 'too-large', detail: `${path}: a list of more than ${LONGEST_LIST}` } }
    const parsed = schema.safeParse(given)
    if (parsed.success) return { ok: true, value: parsed.data, epoch: received.epoch }
    const issue = parsed.error.issues[0]
    return { ok: false, failure: { kind: 'down', why: 'unreadable', detail: `${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` } }
  }
  const of = encodeURIComponent

  return {
    net,
    meta: () => json(Meta, 'GET', '/v1/meta'),
    me: () => json(Me, 'GET', '/v1/me'),
    openSnapshot: (scope) => json(Snapshot, 'POST', `/v1/scopes/${of(scope)}/snapshots`),
    async part(snapshot, n) {
      const received = await net.receive({ method: 'GET', path: `/v1/snapshots/${of(snapshot)}/parts/${n}`, accept: 'application/x-ndjson', ...abort })
      return received.ok ? { ok: true, value: received.bytes } : received
    },
    async changes({ scope, epoch, after, limit, waitSeconds }) {
      const answer = await json(LoosePage, 'GET', `/v1/scopes/${of(scope)}/changes?after=${of(`${epoch}.${after}`)}&limit=${limit}&wait=${waitSeconds}`, { silentMs: waitSeconds * 1_000 })
      return answer.ok ? { ok: true, value: readChanges(answer.value) } : answer
    },
    digest: (scope, buckets) => json(Digest, 'GET', `/v1/scopes/${of(scope)}/digest?buckets=${buckets}`),
    push: (body) => json(LoosePushAnswer, 'POST', '/v1/push', { body }),
    op: (id) => json(OpResult, 'GET', `/v1/ops/${of(id)}`),
    putBlob: ({ sha256, total, first, bytes }) =>
      json(BlobState, 'PUT', `/v1/blobs/${of(sha256)}`, { content: { bytes, range: bytes.length === 0 ? `bytes */${total}` : `bytes ${first}-${first + bytes.length - 1}/${total}` } }),
    async getBlob({ sha256, caseId, first, last }) {
      const path = `/v1/blobs/${of(sha256)}${caseId === null ? '' : `?case=${of(caseId)}`}`
      const received = await net.receive({ method: 'GET', path, accept: 'image/*', range: `bytes=${first}-${last}`, ...abort })
      if (!received.ok) return received
      // A range may be answered with the whole.
      const total = received.range === null ? received.bytes.length : Number(/^bytes \d+-\d+\/(\d+)$/.exec(received.range)?.[1])
      return { ok: true, value: { bytes: received.range === null ? received.bytes.subarray(first, last + 1) : received.bytes, total } }
    },
    accounts: () => json(PracticeAccounts, 'GET', '/v1/practice/accounts'),
    signIn: (account) => json(PracticeToken, 'POST', '/v1/practice/sign-in', { body: { account } }),
  }
}

function readChanges(page: z.infer<typeof LoosePage>): ReadPage {
  const read = page.changes.map((change) => Change.safeParse(change))
  const changes = read.flatMap((change) => (change.success ? [change.data] : []))
  return { ...page, changes, malformed: read.length - changes.length }
}
