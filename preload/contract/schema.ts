/** Checks at the door: what every method takes, as schemas; a method of the contract without one does not compile. */
import { z } from 'zod'
import type { Input, Method } from './api.ts'
import { DEEPEST_ZOOM } from './base-map.ts'
import { BriefingOrder, ComposeOrder, Delivery, KeptEdits, NotMade, PagesLeaving, Run, Schedule, StyleChange } from './briefing-schema.ts'
import { CASE_FILE_WORDS } from './case-export.ts'
import { CASE_COLUMNS, CASE_FILE_FORMATS, LONGEST_PURPOSE } from './case-output.ts'
import { MOST_CASE_ROWS } from './case-list.ts'
import { MOST_WHOLE_CASES } from './case-question.ts'
import { MOST_CASE_NAMES } from './case-name.ts'
import { WAYS_OUT } from './edit.ts'
import { CreateIntent, EditIntent, OpId } from './edit-schema.ts'
import { EXPORT_FORMATS, EXPORT_WORDS } from './export.ts'
import { MOST_LEADS } from './lead.ts'
import { MEASURED_LEVELS, MEASURES } from './measure.ts'
import { BANDWIDTHS_METERS, FIELD_LAYERS, SITE_KINDS } from './model.ts'
import { CARD_TYPES } from './place.ts'
import { MOST_CHOSEN_BYTES, PHOTO_NAME, PIECE_BYTES } from './photo.ts'
import { MOST_FLAGGED_ROWS } from './quality.ts'
import { CaseOrder, CaseQuestion, Drawn, Filter } from './question-schema.ts'
import { LONGEST_SHIFT_MS } from './shift.ts'
import { LONGEST_SEARCH } from './search.ts'
import { LONGEST_APPROVAL_NUMBER } from './settings.ts'
import { Acknowledged, WallBeat, WallCommand, WallQuestion, WallSceneQuestion, WallSettings, WallThresholds } from './wall-schema.ts'
import { MOST_UPLOAD_BYTES, UPLOAD_PIECE_BYTES } from './upload.ts'

// zod compiles with `eval` otherwise, which the page's content policy forbids.
z.config({ jitless: true })

const Id = z.string().min(1).max(200)
const Instant = z.int().min(0).max(8.64e15)
const Address = z.url({ protocol: /^https?$/ }).max(2_000)

// Web Mercator ends at 85.06°; a camera near the edge may look a little over it. A view over the date line has east beyond 180.
export const View = z.strictObject({
  west: z.number().min(-540).max(540),
  south: z.number().min(-90).max(90),
  east: z.number().min(-540).max(540),
  north: z.number().min(-90).max(90),
  zoom: z.number().min(-2).max(24),
}).refine((view) => view.east > view.west && view.north > view.south, 'the view has an area')

const BaseMapId = z.strictObject({ id: Id })
/** One line without characters that turn or hide what is printed beside them. */
const ApprovalNumber = z.string().max(LONGEST_APPROVAL_NUMBER).regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u)

const Nothing = z.null()
const Beside = { beside: z.literal(true).optional() }

const AreaQuestion = z.strictObject({ layer: z.enum(FIELD_LAYERS), filter: Filter, measure: z.enum(MEASURES), level: z.enum(MEASURED_LEVELS) })
const CellQuestion = z.strictObject({ layer: z.enum(FIELD_LAYERS), filter: Filter, measure: z.enum(MEASURES), view: View })
const FieldQuestion = z.strictObject({ layer: z.enum(FIELD_LAYERS), filter: Filter, view: View, bandwidthMeters: z.literal(BANDWIDTHS_METERS) })
/** One central takes no more in a push. */
const MOST_EDITS = 100
const OpIds = z.array(OpId).min(1).max(1_000)
const DraftName = z.strictObject({ form: z.string().min(1).max(100), key: z.string().min(1).max(200) })
const EditPage = z.strictObject({ afterN: z.int().min(0), limit: z.int().min(1).max(500) })

const FilterOnly = z.strictObject({ filter: Filter })
const Job = z.string().regex(/^[\w-]{8,64}$/)
const Words = z.string().max(500)
/** A picture of a wall at twice its resolution has fewer bytes. */
const MOST_FILE_BYTES = 512e6

const Scope = z.array(z.strictObject({ label: Words, value: Words })).max(20)

const Purpose = z.string().max(LONGEST_PURPOSE).refine((text) => text.trim() !== '' && text.isWellFormed(), 'says what it is for')

const CaseExport = z.strictObject({
  job: Job, question: CaseQuestion, order: CaseOrder,
  columns: z.array(z.enum(CASE_COLUMNS)).min(1).max(CASE_COLUMNS.length).refine((columns) => new Set(columns).size === columns.length, 'each column once'),
  format: z.enum(CASE_FILE_FORMATS), english: z.boolean(),
  words: z.record(z.enum(EXPORT_WORDS), Words), caseWords: z.record(z.enum(CASE_FILE_WORDS), Words),
  title: Words, scope: Scope, purpose: Purpose, expected: z.int().min(0).max(1e9),
})

const Order = z.strictObject({
  job: Job,
  question: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('areas'), input: AreaQuestion }),
    z.strictObject({ kind: z.literal('cells'), input: CellQuestion }),
    z.strictObject({ kind: z.literal('grid'), input: FieldQuestion }),
    z.strictObject({ kind: z.literal('overview'), input: FilterOnly }),
    z.strictObject({ kind: z.literal('bottlenecks'), input: FilterOnly }),
    z.strictObject({ kind: z.literal('sites'), input: FilterOnly }),
  ]),
  format: z.enum(EXPORT_FORMATS),
  english: z.boolean(),
  words: z.record(z.enum(EXPORT_WORDS), Words),
  title: Words,
  scope: Scope,
  unit: Words,
  expected: z.strictObject({ rows: z.int().min(0).max(1e9), asOf: Instant.nullable() }),
})

export const INPUTS: { [M in Method]: z.ZodType<Input<M>> } = {
  'session.get': Nothing,
  'session.accounts': z.strictObject({ central: Address.nullable() }),
  'session.connect': z.strictObject({ central: Address, token: z.string().min(1).max(8_192) }),
  'session.practice': z.strictObject({ central: Address.nullable(), account: Id.nullable() }),
  'session.signOut': Nothing,
  'city.get': Nothing,
  'city.boundaries': z.strictObject({ level: z.enum(['district', 'street']), parent: Id.nullable() }),
  'city.indicators': Nothing,
  'city.choices': Nothing,
  'field.get': FieldQuestion.extend(Beside),
  'field.overview': FilterOnly,
  'areas.figures': AreaQuestion.extend(Beside),
  'areas.communities': FilterOnly,
  'cells.get': CellQuestion.extend({ ...Beside, like: Filter.optional() }),
  'places.sites': z.strictObject({ filter: Filter, view: View, kinds: z.array(z.enum(SITE_KINDS)).max(SITE_KINDS.length), at: Instant, openOnly: z.boolean() }),
  'places.bottlenecks': FilterOnly.extend(Beside),
  'places.onDuty': z.strictObject({ area: Filter.shape.area, drawn: Filter.shape.drawn, at: Instant }),
  'places.card': z.strictObject({ type: z.enum(CARD_TYPES), id: Id, at: Instant }),
  'places.border': z.strictObject({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
  'places.search': z.strictObject({ text: z.string().max(LONGEST_SEARCH) }),
  'places.ground': z.strictObject({ drawn: Drawn }),
  'places.effect': z.strictObject({ id: Id }),
  'places.overdue': z.strictObject({ filter: Filter, view: View, at: Instant }),
  'cases.page': z.strictObject({
    question: CaseQuestion, order: CaseOrder, from: z.int().min(0).max(1e9), limit: z.int().min(1).max(MOST_CASE_ROWS),
  }),
  'cases.counts': z.strictObject({ question: CaseQuestion }),
  'cases.units': z.strictObject({ question: CaseQuestion }),
  'cases.wholes': z.strictObject({ ids: z.array(Id).max(MOST_WHOLE_CASES), at: Instant }),
  'cases.get': z.strictObject({ id: Id, at: Instant }),
  'cases.history': z.strictObject({ id: Id }),
  'cases.limit': z.strictObject({ id: Id, class: Id, at: Instant }),
  'cases.duplicates': z.strictObject({ id: Id }),
  'photos.list': z.strictObject({ id: Id }),
  'photos.get': z.strictObject({ id: Id, sha256: z.string().regex(PHOTO_NAME) }),
  'photos.add': z.strictObject({ job: Job, first: z.int().min(0).max(MOST_CHOSEN_BYTES), of: z.int().min(1).max(MOST_CHOSEN_BYTES), data: z.base64().max(Math.ceil(PIECE_BYTES / 3) * 4) }),
  'photos.cancel': z.strictObject({ job: Job }),
  'edits.save': z.strictObject({ edits: z.array(EditIntent).min(1).max(MOST_EDITS), draft: DraftName.nullable() }),
  'leads.send': z.strictObject({ leads: z.array(CreateIntent).min(1).max(MOST_LEADS), again: z.boolean() }),
  'edits.badge': Nothing,
  'edits.unsent': EditPage,
  'edits.refused': EditPage,
  'edits.history': z.strictObject({ opId: OpId }),
  'edits.known': z.strictObject({ opIds: OpIds }),
  'edits.withdraw': z.strictObject({ opIds: OpIds }),
  'edits.sendAgain': z.strictObject({ opIds: OpIds }),
  'edits.resolve': z.strictObject({ opIds: OpIds, how: z.enum(WAYS_OUT), edit: EditIntent.nullable() }),
  'edits.support': Nothing,
  'edits.goOn': Nothing,
  'drafts.get': DraftName,
  'drafts.list': z.strictObject({ form: z.string().min(1).max(100).nullable() }),
  'drafts.put': DraftName.extend({ body: z.string().max(1_000_000) }),
  'drafts.drop': DraftName,
  'shift.get': z.strictObject({ office: Id.nullable(), from: Instant, to: Instant }).refine(({ from, to }) => to > from && to - from <= LONGEST_SHIFT_MS, 'the span has a length, and at most a week'),
  'cases.names': z.strictObject({ ids: z.array(Id).max(MOST_CASE_NAMES) }),
  'quality.get': Nothing,
  'quality.flagged': z.strictObject({ from: z.int().min(0).max(1e9), limit: z.int().min(1).max(MOST_FLAGGED_ROWS) }),
  'export.file': Order,
  'export.progress': z.strictObject({ job: Job }),
  'export.cancel': z.strictObject({ job: Job }),
  'export.cases': CaseExport,
  'export.piece': z.strictObject({ job: Job, from: z.int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  'export.keep': z.strictObject({ job: Job }),
  'export.drop': z.strictObject({ job: Job }),
  'export.printing': z.strictObject({ cases: z.array(Id).min(1).max(MOST_WHOLE_CASES), purpose: Purpose }),
  'export.pdf': z.strictObject({ name: z.string().min(1).max(200) }),
  'export.save': z.strictObject({ name: z.string().min(1).max(200), bytes: z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array && value.byteLength <= MOST_FILE_BYTES) }),
  'briefing.compose': ComposeOrder,
  'briefing.get': Run,
  'briefing.runs': Nothing,
  'briefing.saveEdits': KeptEdits,
  'briefing.forget': Run,
  'briefing.write': BriefingOrder,
  'briefing.leave': PagesLeaving,
  'briefing.style': Nothing,
  'briefing.setStyle': StyleChange,
  'briefing.schedule': Nothing,
  'briefing.setSchedule': Schedule,
  'briefing.chooseFolder': Nothing,
  'briefing.due': Nothing,
  'briefing.deliver': Delivery,
  'briefing.notMade': NotMade,
  'upload.add': z.strictObject({ upload: Job, first: z.int().min(0).max(MOST_UPLOAD_BYTES), of: z.int().min(1).max(MOST_UPLOAD_BYTES), data: z.base64().max(Math.ceil(UPLOAD_PIECE_BYTES / 3) * 4) }),
  'upload.drop': z.strictObject({ upload: Job }),
  'briefing.check': z.strictObject({ job: Job, upload: Job }),
  'briefing.checking': z.strictObject({ job: Job }),
  'briefing.stopCheck': z.strictObject({ job: Job }),
  'sync.status': Nothing,
  'sync.page': Nothing,
  'sync.now': Nothing,
  'sync.check': Nothing,
  'sync.rebuild': Nothing,
  'settings.get': Nothing,
  'settings.set': z.strictObject({ approvalNumber: ApprovalNumber.optional() }),
  'wall.state': WallQuestion,
  'wall.scene': WallSceneQuestion.extend({ view: View.nullable() }),
  'wall.beat': WallBeat,
  'wall.command': WallCommand,
  'wall.acknowledge': Acknowledged,
  'wall.walls': Nothing,
  'wall.set': WallSettings,
  'wall.remove': WallQuestion,
  'wall.setThresholds': WallThresholds,
  'wall.open': WallQuestion,
  'wall.shut': WallQuestion,
  'wall.restart': WallQuestion,
  'wall.startAtLogOn': z.strictObject({ on: z.boolean() }),
  'wall.address': WallQuestion,
  'basemap.list': Nothing,
  'basemap.get': Nothing,
  'basemap.choose': z.strictObject({ id: Id.nullable() }),
  'basemap.add': Nothing,
  'basemap.check': BaseMapId,
  'basemap.cancel': BaseMapId,
  'basemap.remove': BaseMapId,
  'basemap.tile': z.strictObject({ id: Id, z: z.int().min(0).max(DEEPEST_ZOOM), x: z.int().min(0).max(2 ** DEEPEST_ZOOM), y: z.int().min(0).max(2 ** DEEPEST_ZOOM) }),
}
