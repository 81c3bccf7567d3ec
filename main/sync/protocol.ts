/** The wire contract between a desk and its central: every shape that crosses HTTP, as schemas; the OpenAPI document is made from them. */
import { z } from 'zod'
import { HANDED_OVER_TO, PROPOSAL_STATES } from '../../preload/contract/case-flow.ts'
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import { DAY_RULES, faultOfPeriods, LIMIT_UNITS } from '../../preload/contract/deadline.ts'
import { Id, Instant, Latitude, LONGEST_TEXT, Longitude, OpeningHours, Photo } from '../../preload/contract/edit-schema.ts'
import { PHOTO_LIMITS, PHOTO_NAME } from '../../preload/contract/photo.ts'
import { ACCESS_RULES, ATTENDANCES, MOST_VOLUNTEERS, SITE_STATES } from '../../preload/contract/site-edit.ts'

export { Id, Instant, Latitude, Longitude, OpeningHours }

z.config({ jitless: true })

export const API_VERSION = 1
export const SCHEMA_VERSION = 1

/** Limits both sides keep (sync design §2.10). */
export const LIMITS = {
  rowBytes: 65_536,
  changesPerPage: 500,
  pageBytes: 2_097_152,
  answerBytes: 16_777_216,
  answerRatio: 100,
  partBytes: 2_097_152,
  scopesPerDesk: 25,
  longPollSeconds: 25,
  jsonDepth: 32,
  pushOps: 100,
  pushBytes: 1_048_576,
  /** Code points of a text in a push. */
  textPoints: LONGEST_TEXT,
  /** Of one photo. */
  blobBytes: PHOTO_LIMITS.bytes,
} as const

/** `city:…` compact points and code lists · `ref:…` one district's reference data · `office:…` one street office's cases. */
export const ScopeId = z.string().regex(/^(city|ref|office):[^\s]{1,120}$/)
export type ScopeId = z.infer<typeof ScopeId>

export const Epoch = z.uuid()
const Seq = z.int().min(0)
const Version = z.int().min(1)
const DateOnly = z.iso.date().regex(/^(19|20|21)/)
const Text = z.string().max(LONGEST_TEXT)
/** First 16 bytes of SHA-256 over the UTF-8 bytes of `row`, base64 (24 characters). */
const RowHash = z.string().regex(/^[A-Za-z0-9+/]{22}==$/)
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Position = z.tuple([Longitude, Latitude])

/** A coordinate as its source gave it; `lng` and `lat` beside it are WGS-84, converted once. */
export const Original = z.object({ crs: z.enum(['wgs84', 'gcj02', 'bd09']), x: z.number(), y: z.number() })

// ---- the rows ----------------------------------------------------------------------------------------------------

export const CaseStatus = z.enum(CASE_STATUSES)

export const Boundary = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(z.array(Position).min(4)).min(1)).min(1),
})

/** A time limit: urgent hours run day and night, working hours and working days by the city's working time (GB/T 30428). */
export const TimeLimit = z.object({ amount: z.number().gt(0).max(10_000), unit: z.enum(LIMIT_UNITS) })

const NamedDay = z.object({ date: DateOnly, name: z.string().max(100).optional() })

/** A city's working time. `holidays`: those of the State Council's yearly notices, or those of `days` alone. Saturday and Sunday are off unless a day says otherwise. */
export const WorkingTime = z.object({
  holidays: z.enum(['cn', 'none']),
  /** Local minutes of the day; `to` above 1440 runs past midnight. In order, without overlap. */
  periods: z.array(z.object({ from: z.int().min(0).max(1439), to: z.int().min(1).max(2880) })).min(1).max(8).refine((periods) => faultOfPeriods(periods) === null, 'work periods contradict themselves'),
  /** Whether the day of the start is left out of working days, or they run from the very start; absent: left out. */
  day_rule: z.enum(DAY_RULES).optional(),
  /** Single days off and on, which go before everything else. For the years in `years` the table is whole: no other source is asked. */
  days: z.object({
    source: z.string().max(500), as_of: DateOnly, years: z.array(z.int().min(1900).max(2199)).max(50), off: z.array(NamedDay).max(1_000), on: z.array(NamedDay).max(1_000),
  }).optional(),
})

/** An official division or a functional zone beside it. City rows carry the time zone, the bounds and the working time. */
export const Area = z.object({
  id: Id,
  city: Id,
  level: z.enum(['city', 'district', 'street', 'community', 'zone']),
  name: z.string().min(1).max(200),
  name_en: z.string().max(200).optional(),
  parent: Id.optional(),
  label: Position.optional(),
  boundary: Boundary.optional(),
  boundary_simulated: z.boolean().optional(),
  /** Of an outline brought in from a file: its name, its date, and the system it was declared in (the outline itself is WGS-84). */
  boundary_source: z.object({ source: z.string().max(500), as_of: DateOnly, crs: z.enum(['wgs84', 'gcj02', 'bd09']) }).optional(),
  /** IANA name; level `city` only. */
  time_zone: z.string().optional(),
  /** west, south, east, north in degrees; level `city` only. */
  bounds: z.tuple([Longitude, Latitude, Longitude, Latitude]).optional(),
  /** Level `city` only. */
  working_time: WorkingTime.optional(),
  simulated: z.boolean(),
  source: z.string().max(500),
})

/** A class of cases, from the city's own list; `group` is the main class it belongs to. */
export const CaseClass = z.object({
  id: Id,
  city: Id,
  name: z.string().min(1).max(200),
  name_en: z.string().max(200).optional(),
  group: z.string().max(200).optional(),
  /** From the start to closing. */
  limit: TimeLimit.optional(),
  /** When the limit starts; absent: when the case is filed (立案). */
  limit_from: z.enum(['reported', 'filed']).optional(),
  order: z.int(),
  simulated: z.boolean(),
})

/** Whom a case is dispatched to, by the city's own name for it: a proposal for the screen, not a limit of what `department` may be. */
export const Department = z.object({
  id: Id,
  city: Id,
  name: z.string().min(1).max(200),
  name_en: z.string().max(200).optional(),
  /** A district or a street that it works for; absent: the whole city. */
  area: Id.optional(),
  order: z.int(),
  simulated: z.boolean(),
})

/** Words ready to be used: a reply to whoever reported, or the reason (or result) of an action. */
export const Phrase = z.object({
  id: Id,
  city: Id,
  kind: z.enum(['reply', 'reason']),
  /** The action of the flow that the words are for; absent: any. */
  action: z.string().max(40).optional(),
  text: z.string().min(1).max(2_000),
  text_en: z.string().max(2_000).optional(),
  order: z.int(),
  simulated: z.boolean(),
})

/** A field that this program does not know does no harm in a row. */
const ShownPhoto = z.object(Photo.shape)

/**
 * Versions of a row's field groups (case-flow.ts, site-edit.ts). A group that is not named has the version of the row itself: the row has not
 * changed since it was first sent.
 */
export const GroupVersions = z.record(z.string().max(40), Version)

/** Who changed a field group last, and when by the central's clock. */
const Hand = z.object({ by: z.string().max(200), by_name: z.string().max(200), at: Instant })

const SiteBase = z.object({
  id: Id,
  city: Id,
  area: Id,
  name: z.string().min(1).max(200),
  lng: Longitude,
  lat: Latitude,
  original: Original.optional(),
  /** Absent: in use. */
  state: z.enum(SITE_STATES).optional(),
  gver: GroupVersions.optional(),
  /** By field group: whose correction it is. */
  corrected: z.record(z.string().max(40), Hand).optional(),
  simulated: z.boolean(),
  source: z.string().max(500),
  as_of: Instant,
})

/** A friendly point: compound (甬爱小区), station (甬爱驿站), merchant (甬爱商家), charging (充换电站). */
export const Site = z.discriminatedUnion('kind', [
  SiteBase.extend({ kind: z.literal('compound'), access: z.enum(ACCESS_RULES).optional() }),
  SiteBase.extend({ kind: z.literal('station'), hours: OpeningHours.optional(), services: z.array(z.string().max(60)).max(40).optional() }),
  SiteBase.extend({ kind: z.literal('merchant'), meal_deals: z.array(z.string().max(60)).max(20).optional(), free_lunch_quota: z.int().min(0).optional() }),
  SiteBase.extend({ kind: z.literal('charging'), charger: z.enum(['charge', 'swap']).optional() }),
])

const Reporter = z.object({ name: z.string().max(200), phone: z.string().max(60) })

/** A report (随手拍) on its way through the flow. Personal fields arrive masked. */
export const Case = z.object({
  id: Id,
  city: Id,
  area: Id,
  number: z.string().min(1).max(100),
  class: Id,
  status: CaseStatus,
  text: Text,
  place: z.string().max(500),
  lng: Longitude,
  lat: Latitude,
  original: Original.optional(),
  reported_at: Instant,
  updated_at: Instant,
  filed_at: Instant.optional(),
  /** Set for this case alone; absent: its class's. */
  limit: TimeLimit.optional(),
  /** Spans in which the clock stood still (挂账); without `to` it stands still now. */
  suspended: z.array(z.object({ from: Instant, to: Instant.optional() })).max(100).optional(),
  /** Granted extensions: the new deadline each. */
  extended: z.array(z.object({ at: Instant, until: Instant })).max(100).optional(),
  /** The deadline that somebody named: at filing, or a supervisor later. What came before it does not count any more. */
  fixed: z.object({ at: Instant, until: Instant }).optional(),
  /** Where the clock leads; absent while it stands still, and where nobody can say. */
  due_at: Instant.optional(),
  /**
   * What the case collects of those merged into it, and of those merged into them (`into`: the case in between). `at`: since when.
   * Everything in it follows from the merged cases, so that leaving one out undoes it. The reporter is masked.
   */
  merged: z.array(z.object({
    case: Id, into: Id.optional(), at: Instant, number: z.string().min(1).max(100), reporter: Reporter.optional(), photos: z.int().min(0), photo_list: z.array(ShownPhoto).max(9).optional(), due_at: Instant.optional(),
  })).max(200).optional(),
  /** Deadlines of cases that were merged into it before this do not count any more: it was reopened since. Absent: those before `fixed` do not. */
  merged_since: Instant.optional(),
  /** A merged case's earlier deadline: where it is stated, it counts instead of `due_at`. */
  merged_due_at: Instant.optional(),
  closed_at: Instant.optional(),
  urgent: z.boolean(),
  supervised: z.boolean(),
  danger_to_life: z.boolean(),
  duplicate_of: Id.optional(),
  reporter: Reporter.optional(),
  photos: z.int().min(0),
  /** The photos that came with the report, as far as the central holds them; those added since are named by acts. */
  photo_list: z.array(ShownPhoto).max(50).optional(),
  /** Who handles it, by the city's own name for it. */
  department: z.string().max(200).optional(),
  /** Of a merged or void case: where it was. */
  status_before: CaseStatus.optional(),
  /** The account that fed back last: somebody else checks. */
  fed_back_by: z.string().max(200).optional(),
  asked_until: Instant.optional(),
  suspended_at: Instant.optional(),
  /** Notes among its acts. */
  note_count: z.int().min(0).optional(),
  /** When whoever reported was last answered. */
  replied_at: Instant.optional(),
  /** Whether the report deserves points, as a desk proposed last, and what the center made of it. */
  proposal: z.object({
    valid: z.boolean(), reason: Text.optional(), by: z.string().max(200), by_name: z.string().max(200), at: Instant, state: z.enum(PROPOSAL_STATES), decided_at: Instant.optional(),
  }).optional(),
  /** An emergency: to whom it was handed over last, and when as the desk says. */
  handed_over: z.object({ to: z.enum(HANDED_OVER_TO), at: Instant }).optional(),
  gver: GroupVersions.optional(),
  external_id: z.string().max(200).optional(),
  simulated: z.boolean(),
  source: z.string().max(500),
})

/**
 * One thing that was done to a case, and by whom: its history is its acts by time. Only ever added; it lives in the scope of its case.
 * `id` is the op's, or of a note or another saying its own. `set` holds the new values of the row's fields, `was` the old ones, without texts;
 * of a reply its `phrase`, of a proposal and the center's decision `valid` and `granted`, of a handover `to` and `handed_at`,
 * of a caption for a photo that the case shows already `photo` with its `sha256`.
 */
export const Act = z.object({
  id: Id,
  city: Id,
  case: Id,
  kind: z.enum(['create', 'transition', 'edit', 'note', 'reply', 'proposal', 'decision', 'handover', 'photo', 'collect']),
  action: z.string().max(40).optional(),
  from: CaseStatus.optional(),
  to: CaseStatus.optional(),
  /** Of `collect`: the case that was merged into this one or taken out of it again (`action`). */
  other: Id.optional(),
  /** Reason, result, note, reply or caption, masked. */
  text: Text.optional(),
  set: z.record(z.string(), z.unknown()).optional(),
  was: z.record(z.string(), z.unknown()).optional(),
  /** Photos that it added. */
  photos: z.array(ShownPhoto).max(PHOTO_LIMITS.atOnce).optional(),
  /** Groups of the case that changed. */
  groups: z.array(z.string().max(40)).max(20),
  by: z.string().max(200),
  by_name: z.string().max(200),
  /** The central's time. */
  at: Instant,
  /** The desk's time, and whether it is too far off to be believed. */
  made_at: Instant.optional(),
  clock_off: z.boolean().optional(),
  /** The refused or conflicting op that this one settles. */
  resolves: z.uuid().optional(),
  simulated: z.boolean(),
})

/** What the whole city knows of one report: enough for every field and count, nothing personal. */
export const Point = z.object({
  id: Id,
  area: Id,
  lng: Longitude,
  lat: Latitude,
  reported_at: Instant,
  class: Id,
  status: CaseStatus,
  weight: z.number().min(0).max(1_000_000),
})

/** A place where deliveries get stuck, what causes it and which measures are in force. */
export const Bottleneck = z.object({
  id: Id,
  city: Id,
  area: Id,
  kind: z.enum(['compound', 'mall', 'hospital', 'park']),
  name: z.string().min(1).max(200),
  lng: Longitude,
  lat: Latitude,
  severity: z.int().min(1).max(5),
  /** Local hours of the day in which it bites, 0–23. */
  hours: z.array(z.int().min(0).max(23)),
  causes: z.array(z.enum(['gate_refusal', 'no_parking', 'long_walk', 'lift_queue', 'hand_over_wait', 'unclear_address'])),
  measures: z.array(z.object({ kind: z.enum(['relay', 'locker', 'shuttle', 'plan']), from: DateOnly, to: DateOnly.optional() })),
  simulated: z.boolean(),
  source: z.string().max(500),
  as_of: Instant,
})

/**
 * Orders and handover minutes of one place over the local days `from`…`to` (inclusive; equal for a single day).
 * `hours`: [hour 0–23, or −1 where the source gives no hour; orders; total handover minutes of those orders].
 */
export const Handover = z.object({
  id: Id,
  city: Id,
  place: Id,
  area: Id,
  lng: Longitude,
  lat: Latitude,
  from: DateOnly,
  to: DateOnly,
  hours: z.array(z.tuple([z.int().min(-1).max(23), z.int().min(0).max(1_000_000_000), z.number().min(0).max(1_000_000_000)])).max(25),
  simulated: z.boolean(),
  source: z.string().max(500),
})

export const Team = z.object({
  id: Id,
  city: Id,
  name: z.string().min(1).max(200),
  name_en: z.string().max(200).optional(),
  /** The general team (总队) leads the detachments (分队). */
  rank: z.enum(['general', 'detachment']),
  sector: z.enum(['general', 'freight', 'ride_hailing', 'food_delivery', 'parcel', 'livestream', 'other']),
  simulated: z.boolean(),
  source: z.string().max(500),
})

/** A team's presence at a post: within `reach_meters` of it, demand between start and end counts as covered. */
export const Shift = z.object({
  id: Id,
  city: Id,
  team: Id,
  area: Id,
  post: z.string().min(1).max(200),
  lng: Longitude,
  lat: Latitude,
  reach_meters: z.number().min(1).max(50_000),
  starts_at: Instant,
  ends_at: Instant,
  headcount: z.int().min(1),
  /** Who came, by the volunteer's number within the shift; who set the mark, and when. */
  marks: z.array(Hand.extend({ volunteer: z.int().min(1).max(MOST_VOLUNTEERS), is: z.enum(ATTENDANCES) })).max(MOST_VOLUNTEERS).optional(),
  simulated: z.boolean(),
})

/** A published figure of the five policies (五策), never to be added to others. */
export const Indicator = z.object({
  id: Id,
  city: Id,
  policy: z.enum(['overview', 'entry', 'meals', 'charging', 'housing', 'growth', 'participation']),
  name: z.string().min(1).max(200),
  name_en: z.string().max(200).optional(),
  value: z.number(),
  unit: z.string().max(40),
  unit_en: z.string().max(40).optional(),
  qualifier: z.enum(['exact', 'over', 'about']),
  /** The indicator this one is a part of. */
  part_of: Id.optional(),
  order: z.int(),
  simulated: z.boolean(),
  source: z.string().max(500),
  as_of: Instant,
})

/** Verified workers of one district and sector: a count, never a list of persons. */
export const WorkerAggregate = z.object({
  id: Id,
  city: Id,
  area: Id,
  sector: z.enum(['freight', 'ride_hailing', 'food_delivery', 'parcel', 'livestream', 'other']),
  verified: z.int().min(0),
  simulated: z.boolean(),
  source: z.string().max(500),
  as_of: Instant,
})

/** Row type → schema. The order is that of a snapshot's parts. */
export const ROW_SCHEMAS = {
  area: Area,
  class: CaseClass,
  department: Department,
  phrase: Phrase,
  indicator: Indicator,
  worker: WorkerAggregate,
  team: Team,
  point: Point,
  site: Site,
  bottleneck: Bottleneck,
  shift: Shift,
  handover: Handover,
  case: Case,
  act: Act,
} as const
export type RowType = keyof typeof ROW_SCHEMAS
export const ROW_TYPES = Object.keys(ROW_SCHEMAS) as RowType[]
export type Row<T extends RowType> = z.infer<(typeof ROW_SCHEMAS)[T]>

/** Which kind of scope holds which types; a row of another type in a scope is refused. */
export const SCOPE_TYPES = {
  city: ['area', 'class', 'department', 'phrase', 'indicator', 'worker', 'team', 'point'],
  ref: ['site', 'bottleneck', 'shift', 'handover'],
  office: ['case', 'act'],
} as const satisfies Record<string, readonly RowType[]>

// ---- the calls ---------------------------------------------------------------------------------------------------

export const Meta = z.object({
  name: z.string(),
  api: z.object({ min: z.int(), max: z.int() }),
  schema: z.object({ min: z.int(), max: z.int(), preferred: z.int() }),
  epoch: Epoch,
  /** True when this central holds a practice city (演练): a desk must look different at a glance. */
  practice: z.boolean(),
  limits: z.record(z.string(), z.number()),
  /** Formats of ops that are accepted; a central without it takes no pushes. */
  push: z.object({ min: z.int(), max: z.int() }).optional(),
  server_time: Instant,
  maintenance: z.string().optional(),
})
export type Meta = z.infer<typeof Meta>

export const Role = z.enum(['office', 'district', 'city', 'wall'])
export const ScopeGrant = z.object({ id: ScopeId, kind: z.enum(['city', 'ref', 'office']), name: z.string(), access: z.enum(['read', 'write']), reason: z.string() })
export const Me = z.object({
  sub: z.string().min(1).max(200),
  name: z.string(),
  role: Role,
  city: Id,
  home_area: Id,
  /** Duties of the case flow (case-flow.ts), those among them that this program may not know; without it the account changes no case. */
  duties: z.array(z.string().max(40)).max(20).optional(),
  scopes: z.array(ScopeGrant).max(LIMITS.scopesPerDesk),
  scopes_rev: z.int(),
  offline_lease_s: z.int().min(0),
  unmask: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const SnapshotPart = z.object({ n: z.int().min(0), rows: z.int().min(0), bytes: z.int().min(0), sha256: Sha256 })
/** `bytes` and `sha256` of a part are those of its uncompressed NDJSON. */
export const Snapshot = z.object({
  id: Id, scope: ScopeId, epoch: Epoch, at_seq: Seq, rows: z.int().min(0), parts: z.array(SnapshotPart), expires_at: Instant,
})
export type Snapshot = z.infer<typeof Snapshot>

/** One line of a snapshot part. `row` is JSON text, so that its exact bytes can be kept and hashed. */
export const SnapshotLine = z.object({ type: z.string(), id: Id, ver: z.int().min(1), h: RowHash, row: z.string() })
export type SnapshotLine = z.infer<typeof SnapshotLine>

export const Put = z.object({ seq: z.int().min(1), op: z.literal('put'), type: z.string(), id: Id, ver: z.int().min(1), h: RowHash, row: z.string() })
export const Leave = z.object({
  seq: z.int().min(1), op: z.literal('leave'), type: z.string(), id: Id, ver: z.int().min(1),
  why: z.enum(['moved', 'revoked', 'aged', 'deleted']), to: ScopeId.optional(),
})
export const Change = z.discriminatedUnion('op', [Put, Leave])
export type Change = z.infer<typeof Change>

/** `next` is the last sequence number covered: compaction leaves holes in the list, never in the arithmetic. */
export const ChangePage = z.object({
  scope: ScopeId, epoch: Epoch, after: Seq, next: Seq, head: Seq, more: z.boolean(), changes: z.array(Change).max(LIMITS.changesPerPage),
})
export type ChangePage = z.infer<typeof ChangePage>

/**
 * Drift check. A row falls into bucket (first byte of SHA-256 of `type \n id`) mod buckets; `sum` adds, modulo 2^64, the first
 * eight bytes (big-endian) of SHA-256 of `type \n id \n ver \n h`, and travels as 16 hex digits.
 */
export const Digest = z.object({
  scope: ScopeId, epoch: Epoch, seq: Seq, buckets: z.array(z.object({ count: z.int().min(0), sum: z.string().regex(/^[0-9a-f]{16}$/) })).min(1).max(256),
})
export type Digest = z.infer<typeof Digest>

export const WakeHead = z.object({ scope: ScopeId, head: Seq, epoch: Epoch })
export type WakeHead = z.infer<typeof WakeHead>

export const PracticeAccount = z.object({ account: z.string(), name: z.string(), role: Role, city: Id, city_name: z.string(), simulated: z.boolean() })
export const PracticeAccounts = z.object({ accounts: z.array(PracticeAccount) })
export const PracticeSignIn = z.object({ account: z.string().min(1).max(200) })
export const PracticeToken = z.object({ token: z.string().min(32), sub: z.string() })

/** How much of a photo is there: `have` of its `bytes`, from the start. Whole: it may be named by ops and read. */
export const BlobState = z.object({ sha256: z.string().regex(PHOTO_NAME), bytes: z.int().min(0), have: z.int().min(0), whole: z.boolean() })
export type BlobState = z.infer<typeof BlobState>

/** Known problem types (RFC 9457). A desk acts on a failure only when its `type` ends in one of these. */
export const PROBLEM_TYPES = [
  'malformed', 'token-expired', 'token-revoked', 'scope-forbidden', 'unknown-scope', 'unknown-snapshot', 'not-found',
  'cursor-expired', 'epoch-changed', 'snapshot-expired', 'too-large', 'encoding', 'client-too-old', 'slow-down', 'busy', 'internal',
  'blob-forbidden', 'blob-invalid',
] as const
export type ProblemType = (typeof PROBLEM_TYPES)[number]
export const PROBLEM_BASE = 'https://yongai-console.example/problems/'
export const Problem = z.object({
  type: z.string(), title: z.string(), status: z.int(), detail: z.string().optional(), instance: z.string().optional(), head: Seq.optional(), epoch: Epoch.optional(),
  /** Of a refused cursor: the scope and the number asked for, so that an answer to another question is known. */
  scope: ScopeId.optional(), after: Seq.optional(),
})
export type Problem = z.infer<typeof Problem>
