/** The OpenAPI 3.1 document of the central: paths by hand, every shape from the wire schemas. */
import { z } from 'zod'
import * as wire from '../sync/protocol.ts'
import { OpResult, PushAnswer, PushBody } from '../sync/push-protocol.ts'
import { PROBLEMS } from './problem.ts'

type Json = { [key: string]: unknown }

const SHAPES = {
  Meta: wire.Meta, Me: wire.Me, Snapshot: wire.Snapshot, SnapshotLine: wire.SnapshotLine, ChangePage: wire.ChangePage, Digest: wire.Digest,
  WakeHead: wire.WakeHead, PracticeAccounts: wire.PracticeAccounts, PracticeSignIn: wire.PracticeSignIn, PracticeToken: wire.PracticeToken, Problem: wire.Problem,
  Push: PushBody, PushAnswer, OpResult, BlobState: wire.BlobState,
  ...Object.fromEntries(Object.entries(wire.ROW_SCHEMAS).map(([type, schema]) => [`Row.${type}`, schema])),
}

export function describeApi(): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'City central API', version: `${wire.API_VERSION}.${wire.SCHEMA_VERSION}`, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: 'Scopes with a dense, commit-ordered change log; snapshots in hashed parts; wake-up hints without data; changes as ops that are sent until they are answered. Every scope id is percent-encoded in a path. A desk acts on a failure only when its type is one of those listed.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths: PATHS,
    components: { schemas: shapes(), responses: problems(), headers: HEADERS, securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  }
}

/** `id` and `$schema` say nothing inside one document. */
function shapes(): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(SHAPES)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { target: 'draft-2020-12', uri: (id) => `#/components/schemas/${id}`, io: 'input' })
  return Object.fromEntries(Object.entries(schemas).map(([id, shape]) => [id, without(shape)]))
}

function without(shape: object): Json {
  return Object.fromEntries(Object.entries(shape).filter(([key]) => !['$schema', '$id', 'id'].includes(key)))
}

function problems(): Json {
  return Object.fromEntries(
    Object.entries(PROBLEMS).map(([type, { title }]) => [
      type,
      { description: `${title}: type ${wire.PROBLEM_BASE}${type}`, headers: every(), content: { 'application/problem+json': { schema: ref('Problem') } } },
    ]),
  )
}

const HEADERS: Json = {
  'Server-Time': { required: true, schema: { type: 'string', format: 'date-time' } },
  'Sync-Epoch': { required: true, schema: { type: 'string', format: 'uuid' }, description: 'The life of the central between two restores; cursors of another epoch are void.' },
  'Request-Id': { required: true, schema: { type: 'string' } },
  'Cache-Control': { required: true, schema: { const: 'no-store' } },
  'Retry-After': { schema: { type: 'integer', minimum: 1 }, description: 'Seconds; with slow-down and busy.' },
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
const every = (): Json => Object.fromEntries(['Server-Time', 'Sync-Epoch', 'Request-Id', 'Cache-Control'].map((name) => [name, { $ref: `#/components/headers/${name}` }]))
const answer = (description: string, type: string, schema: Json, headers: Json = {}): Json => ({ description, headers: { ...every(), ...headers }, content: { [type]: { schema } } })
const json = (description: string, name: string): Json => answer(description, 'application/json', ref(name))
const inPath = (name: string, description: string, schema: Json): Json => ({ name, in: 'path', required: true, description, schema })
const inQuery = (name: string, description: string, schema: Json, required = false): Json => ({ name, in: 'query', required, description, schema })
const scope = inPath('scope', 'Scope id, percent-encoded', { type: 'string', maxLength: 128 })
const etag: Json = { ETag: { schema: { type: 'string' }, description: 'The part’s SHA-256 in quotes' } }

const blobName = inPath('sha256', 'SHA-256 of the bytes, lower-case hexadecimal', { type: 'string', pattern: '^[0-9a-f]{64}$' })
const blobTag: Json = { ETag: { schema: { type: 'string' }, description: 'The name in quotes' } }
const pictures: Json = Object.fromEntries(['image/jpeg', 'image/png', 'image/webp'].map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))

/** Statuses of several problem types list them all. */
function refusals(...types: wire.ProblemType[]): Json {
  const byStatus = Map.groupBy([...types, 'slow-down' as const, 'busy' as const, 'internal' as const, 'client-too-old' as const], (type) => PROBLEMS[type].status)
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      String(status),
      same.length === 1 ? { $ref: `#/components/responses/${same[0]}` } : { description: same.join(', '), headers: every(), content: { 'application/problem+json': { schema: ref('Problem') } } },
    ]),
  )
}

const signedIn = ['token-expired', 'token-revoked', 'malformed'] as const
const scoped = [...signedIn, 'scope-forbidden', 'unknown-scope'] as const

const PATHS: Json = {
  '/v1/meta': { get: { operationId: 'getMeta', summary: 'What this central speaks', security: [], responses: { 200: json('Versions, epoch, limits', 'Meta'), ...refusals() } } },
  '/v1/me': {
    get: {
      operationId: 'getMe', summary: 'Who am I, which scopes',
      description: 'Cases are made and changed in scopes with access `write` alone, by the duties of the account; `read` is for whoever counts. A wall of a district may read its offices, so that it can count what is in them: without them it says that the case work is unknown.',
      responses: { 200: json('The account and its scopes', 'Me'), ...refusals(...signedIn) },
    },
  },
  '/v1/scopes/{scope}/snapshots': {
    post: {
      operationId: 'takeSnapshot', summary: 'Get or share a snapshot of a scope', parameters: [scope],
      responses: { 200: json('A snapshot made before', 'Snapshot'), 201: json('A new snapshot', 'Snapshot'), ...refusals(...scoped) },
    },
  },
  '/v1/snapshots/{id}/parts/{n}': {
    get: {
      operationId: 'getSnapshotPart', summary: 'One part of a snapshot: a SnapshotLine per line',
      parameters: [inPath('id', 'Snapshot id', { type: 'string' }), inPath('n', 'Part number from 0', { type: 'integer', minimum: 0 }), { name: 'If-None-Match', in: 'header', schema: { type: 'string' } }],
      responses: {
        200: answer('NDJSON of at most 2 MB before compression', 'application/x-ndjson', ref('SnapshotLine'), etag), 304: { description: 'The desk holds this part', headers: { ...every(), ...etag } },
        ...refusals(...signedIn, 'scope-forbidden', 'unknown-scope', 'unknown-snapshot', 'not-found', 'snapshot-expired', 'epoch-changed', 'encoding'),
      },
    },
  },
  '/v1/scopes/{scope}/changes': {
    get: {
      operationId: 'getChanges', summary: 'Changes after a cursor; with wait a long poll',
      parameters: [
        scope, inQuery('after', '{epoch}.{seq}', { type: 'string', pattern: String.raw`^[0-9a-f-]{36}\.[0-9]{1,15}$` }, true),
        inQuery('limit', 'Most changes in the page', { type: 'integer', minimum: 1, maximum: wire.LIMITS.changesPerPage, default: wire.LIMITS.changesPerPage }),
        inQuery('wait', 'Seconds to wait when nothing is new', { type: 'integer', minimum: 0, maximum: wire.LIMITS.longPollSeconds, default: 0 }),
      ],
      responses: { 200: json('A page', 'ChangePage'), ...refusals(...scoped, 'cursor-expired', 'epoch-changed') },
    },
  },
  '/v1/scopes/{scope}/digest': {
    get: {
      operationId: 'getDigest', summary: 'Counts and sums by bucket, to find drift',
      parameters: [scope, inQuery('buckets', 'Number of buckets', { type: 'integer', minimum: 1, maximum: 256, default: 64 })],
      responses: { 200: json('The digest, with the sequence number it is for', 'Digest'), ...refusals(...scoped) },
    },
  },
  '/v1/wake': {
    get: {
      operationId: 'wake', summary: 'Server-sent hints',
      description: 'On connect one `head` event (data: WakeHead) per scope; later `head` as logs grow, `me` when rights change, `reauth` before the stream ends for want of a valid token; a comment with the epoch every 15 seconds.',
      responses: { 200: answer('An event stream', 'text/event-stream', { type: 'string' }), ...refusals(...signedIn) },
    },
  },
  '/v1/push': {
    post: {
      operationId: 'push', summary: 'Ops of a desk, each with its own result',
      description: 'Ops are decided one by one, in order; one that fails does not stop the others. The same op id with the same body gets the same answer again, for 400 days at least. Rights first, then what others did since the base (conflict, or satisfied where it is already so), then the case flow. Corrections of friendly points (correct) and marks of shifts (attend) lie in the scope of a district: the desk of the office in whose area they lie may, and that of the district; a correction builds on the versions of the groups place, hours, state, access, a mark on the mark that was seen, and of no volunteer beyond the headcount of the shift. That cases left a console as a file or on paper (export) is recorded for whoever says so, once by the op’s id, and changes no row; the result names the scope of the account’s city. A feedback that brings photos which the case does not show is not satisfied by another in the same words, nor a caption by the photo alone. The actor is the token’s, the time the central’s. Deadlines are the central’s: whatever is done to a case’s clock, `due_at` (and `merged_due_at`) afterwards is what its row, its class and the city’s working time lead to. A merge writes both cases, each with its act, and undoing it leaves both as if it had not been.',
      requestBody: { required: true, content: { 'application/json': { schema: ref('Push') } } },
      responses: { 200: json('One result per op, in the order of the ops', 'PushAnswer'), ...refusals(...signedIn, 'epoch-changed', 'too-large', 'encoding') },
    },
  },
  '/v1/ops/{op_id}': {
    get: {
      operationId: 'getOp', summary: 'What became of an op of this account', parameters: [inPath('op_id', 'The op’s id', { type: 'string', format: 'uuid' })],
      responses: { 200: json('Its result, as the push was answered', 'OpResult'), ...refusals(...signedIn, 'not-found') },
    },
  },
  '/v1/blobs/{sha256}': {
    put: {
      operationId: 'putBlob', summary: 'Send a photo, whole or piece by piece',
      description: 'JPEG, PNG or WebP by its bytes, named by the SHA-256 of them, without notes of the camera: a position is personal data. Without Content-Range the content is the whole. With "bytes first-last/complete" it is a piece; taken is what goes on from what is there, and the answer says how much that is. With "bytes */complete" and no content it is only asked. What does not fit its name is thrown away: it comes again from the start. An op that names a photo is answered with retry (blob-missing) until the photo is whole; a photo that no op names is kept for 40 days at least.',
      parameters: [blobName, { name: 'Content-Range', in: 'header', description: 'RFC 9110 §14.4', schema: { type: 'string' } }],
      requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: wire.LIMITS.blobBytes } } } },
      responses: { 200: json('How much is there', 'BlobState'), 201: json('It is whole now', 'BlobState'), ...refusals(...signedIn, 'blob-forbidden', 'not-found', 'too-large', 'blob-invalid') },
    },
    get: {
      operationId: 'getBlob', summary: 'Read a photo, whole or a range of it',
      description: 'Whoever may read a case may read the photos that its row (photo_list) or its acts (photos) name; whoever sent a photo may read it without a case. HEAD is answered without the content.',
      parameters: [blobName, inQuery('case', 'The case that shows it', { type: 'string', maxLength: 200 }), { name: 'Range', in: 'header', description: 'RFC 9110 §14.2: "bytes=first-last"', schema: { type: 'string' } }, { name: 'If-None-Match', in: 'header', schema: { type: 'string' } }],
      responses: {
        200: { description: 'The photo', headers: { ...every(), ...blobTag }, content: pictures }, 206: { description: 'The range', headers: { ...every(), ...blobTag, 'Content-Range': { required: true, schema: { type: 'string' } } }, content: pictures },
        304: { description: 'The desk holds it', headers: { ...every(), ...blobTag } }, ...refusals(...signedIn, 'not-found'),
      },
    },
  },
  '/v1/practice/accounts': { get: { operationId: 'listPracticeAccounts', summary: 'Accounts of a practice central', security: [], responses: { 200: json('The accounts', 'PracticeAccounts'), ...refusals('not-found') } } },
  '/v1/practice/sign-in': {
    post: {
      operationId: 'practiceSignIn', summary: 'A token by account name; a practice central only', security: [],
      requestBody: { required: true, content: { 'application/json': { schema: ref('PracticeSignIn') } } },
      responses: { 200: json('The token', 'PracticeToken'), ...refusals('malformed', 'not-found', 'too-large') },
    },
  },
}
