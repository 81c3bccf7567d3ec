/** The verbs: every method that crosses the bridge, its events, and the closed union of failures. */
import type { BaseMaps, BaseMapTile, ChosenBaseMap } from './base-map.ts'
import type { Briefing, BriefingFile, BriefingHead, BriefingOrder, ComposeOrder, Composed, PagesLeaving, StyleChange } from './briefing.ts'
import type { BriefingSchedule, DueBriefing, ScheduleHere, WhyNotMade } from './briefing-schedule.ts'
import type { CaseExportOrder, CaseFile, FilePiece } from './case-export.ts'
import type { CaseHistory } from './case-history.ts'
import type { CaseCounts, CaseOrder, CasePage, CaseQuestion, CaseWhole } from './case-list.ts'
import type { CaseName } from './case-name.ts'
import type { Cells } from './cells.ts'
import type { Choices } from './choices.ts'
import type { Communities } from './communities.ts'
import type { DeckCheck } from './deck.ts'
import type { Draft, DraftName, EditBadge, EditEntry, EditEvent, EditIntent, RefusedEdit, Saved, WayOut } from './edit.ts'
import type { Deadline } from './deadline.ts'
import type { Deck, DeckEdits, DeckStyle } from './deck.ts'
import type { Drawn } from './drawn.ts'
import type { Duplicates } from './duplicate.ts'
import type { ExportedFile, ExportOrder, ExportProgress, SavedFile } from './export.ts'
import type { LeadIntent, LeadsSent } from './lead.ts'
import type { AreaFigures, Measure, MeasuredLevel } from './measure.ts'
import type {
  Account, AreaBoundary, BandwidthMeters, BottleneckPlace, City, DutyPost, Field, FieldLayer, Filter, Indicator, Overview,
  Session, SiteKind, SiteMarks, SyncPage, SyncStatus, Topic, View,
} from './model.ts'
import type { AddedPhoto, CasePhotos, PhotoBytes } from './case-photo.ts'
import type { Border, CardType, Effect, Overdue, PlaceCard } from './place.ts'
import type { FlaggedPage, Quality } from './quality.ts'
import type { ShiftQuestion, ShiftReport } from './shift.ts'
import type { FoundPlaces } from './search.ts'
import type { Settings } from './settings.ts'
import type { UnitFigures } from './unit-figures.ts'
import type { WallApi } from './wall-api.ts'

/** Asked for the second half of a comparison: the lane keeps the newest question of each half, not of both together. */
type Beside = { beside?: true | undefined }

export interface Api extends WallApi {
  'session.get': { input: null; output: Session }
  /** Accounts a practice central offers; null: the one beside this console. */
  'session.accounts': { input: { central: string | null }; output: Account[] }
  /** Signs in to a central with a bearer token. */
  'session.connect': { input: { central: string; token: string }; output: Session }
  /** Signs in to a practice central as one of its accounts. */
  'session.practice': { input: { central: string | null; account: string | null }; output: Session }
  'session.signOut': { input: null; output: Session }
  'city.get': { input: null; output: City | null }
  'city.boundaries': { input: { level: 'district' | 'street'; parent: string | null }; output: AreaBoundary[] }
  'city.indicators': { input: null; output: Indicator[] }
  /** Departments and ready-made words, in the city's order; both empty where the city keeps no such lists: then any words will do. */
  'city.choices': { input: null; output: Choices }
  'field.get': { input: { layer: FieldLayer; filter: Filter; view: View; bandwidthMeters: BandwidthMeters } & Beside; output: Field }
  'field.overview': { input: { filter: Filter }; output: Overview }
  'areas.figures': { input: { layer: FieldLayer; filter: Filter; measure: Measure; level: MeasuredLevel } & Beside; output: AreaFigures }
  /** Null where the filter's area is no street. */
  'areas.communities': { input: { filter: Filter }; output: Communities | null }
  /** `like`: cells are as large as those of this filter, so that two periods can be laid beside each other. */
  'cells.get': { input: { layer: FieldLayer; filter: Filter; measure: Measure; view: View; like?: Filter | undefined } & Beside; output: Cells }
  /** `openOnly`: those open at `at` alone; clusters still count all their members. */
  'places.sites': { input: { filter: Filter; view: View; kinds: SiteKind[]; at: number; openOnly: boolean }; output: SiteMarks }
  'places.bottlenecks': { input: { filter: Filter } & Beside; output: BottleneckPlace[] }
  'places.onDuty': { input: Pick<Filter, 'area' | 'drawn'> & { at: number }; output: DutyPost[] }
  'places.card': { input: { type: CardType; id: string; at: number }; output: PlaceCard | null }
  /** Borders within BORDER_METERS of a place. */
  'places.border': { input: { lng: number; lat: number }; output: Border[] }
  /** By name, in Chinese, pinyin or first letters; an empty text finds nothing. */
  'places.search': { input: { text: string }; output: FoundPlaces }
  /** Ground of a drawn ring on the ellipsoid, its lines straight on the map. */
  'places.ground': { input: { drawn: Drawn }; output: { km2: number } }
  'places.effect': { input: { id: string }; output: Effect | null }
  'places.overdue': { input: { filter: Filter; view: View; at: number }; output: Overdue }
  /** A page of the case list by rank. */
  'cases.page': { input: { question: CaseQuestion; order: CaseOrder; from: number; limit: number }; output: CasePage }
  'cases.counts': { input: { question: CaseQuestion }; output: CaseCounts }
  /** How the work stands by street; the question's view and text do not matter. */
  'cases.units': { input: { question: CaseQuestion }; output: UnitFigures }
  /** Null where this desk holds no such case. */
  'cases.get': { input: { id: string; /** What may be done, and how late it is, is judged at this instant. */ at: number }; output: CaseWhole | null }
  /** Null where this desk holds neither the case nor an edit of it. */
  'cases.history': { input: { id: string }; output: CaseHistory | null }
  /** In the order asked for; those this desk does not hold are left out. */
  'cases.wholes': { input: { ids: string[]; at: number }; output: CaseWhole[] }
  /** The deadline it would have, filed at `at` as one of this class; null where this desk holds no such case. */
  'cases.limit': { input: { id: string; class: string; at: number }; output: Deadline | null }
  /** Null where this desk holds no such case. */
  'cases.duplicates': { input: { id: string }; output: Duplicates | null }
  /** Of those that this desk holds. */
  'cases.names': { input: { ids: string[] }; output: CaseName[] }
  'shift.get': { input: ShiftQuestion; output: ShiftReport }
  /** Photos of a case, those of this PC's own unsent edits included; null where this desk knows no such case. */
  'photos.list': { input: { id: string }; output: CasePhotos | null }
  /** Fetched from the center where they are not on this PC. */
  'photos.get': { input: { id: string; sha256: string }; output: PhotoBytes }
  /** A chosen file piece by piece, in base64; with the last piece it is looked at and kept. No edit yet. */
  'photos.add': { input: { job: string; first: number; of: number; data: string }; output: AddedPhoto }
  /** Forgets the pieces so far. */
  'photos.cancel': { input: { job: string }; output: null }
  /** All or none; "saved" means on stable storage, on this PC. The draft they were made from goes with them. */
  'edits.save': { input: { edits: EditIntent[]; draft: DraftName | null }; output: Saved }
  /** Files leads with a contact, past the outbox; `again`: they may have been sent before under the same op ids. */
  'leads.send': { input: { leads: LeadIntent[]; again: boolean }; output: LeadsSent }
  'edits.badge': { input: null; output: EditBadge }
  /** Edits that are only on this PC, or whose fate is unknown; oldest first, after one of them. */
  'edits.unsent': { input: { afterN: number; limit: number }; output: EditEntry[] }
  /** Edits that wait for their author; oldest first. */
  'edits.refused': { input: { afterN: number; limit: number }; output: RefusedEdit[] }
  /** What befell one edit; empty where this PC no longer knows it. */
  'edits.history': { input: { opId: string }; output: EditEvent[] }
  /** Which of these this PC has saved, whatever became of them. */
  'edits.known': { input: { opIds: string[] }; output: { opIds: string[] } }
  /** Takes back edits that were never sent. Answers which. */
  'edits.withdraw': { input: { opIds: string[] }; output: { opIds: string[] } }
  /** Sends refused edits again as they are. Answers which. */
  'edits.sendAgain': { input: { opIds: string[] }; output: { opIds: string[] } }
  /** Takes refused edits off the list, all or none; `edit` does so at the central, or does it anew, and is saved with the same commit. */
  'edits.resolve': { input: { opIds: string[]; how: WayOut; edit: EditIntent | null }; output: { isResolved: boolean } }
  /** Everything this user's outbox holds, as a file for support. */
  'edits.support': { input: null; output: { name: string; text: string } }
  /** Both copies of the edits were damaged, and what could be read has been seen: go on with that. */
  'edits.goOn': { input: null; output: EditBadge }
  'drafts.get': { input: DraftName; output: Draft | null }
  /** Of one form, or of all; newest first. */
  'drafts.list': { input: { form: string | null }; output: Draft[] }
  'drafts.put': { input: DraftName & { body: string }; output: null }
  'drafts.drop': { input: DraftName; output: null }
  /** How far the held rows can be trusted to lie where they say. */
  'quality.get': { input: null; output: Quality }
  'quality.flagged': { input: { from: number; limit: number }; output: FlaggedPage }
  /** Writes the answers the screen shows as a file of figures. */
  'export.file': { input: ExportOrder; output: ExportedFile }
  /** Null once the file is written or the order is unknown. */
  'export.progress': { input: { job: string }; output: ExportProgress | null }
  'export.cancel': { input: { job: string }; output: null }
  /** Writes the case list as a file beside the cache; its bytes are fetched or kept afterwards. */
  'export.cases': { input: CaseExportOrder; output: CaseFile }
  /** The bytes of such a file from `from` on. */
  'export.piece': { input: { job: string; from: number }; output: FilePiece }
  /** Puts it where the operator says; `unable` in the browser host, where the page fetches it. */
  'export.keep': { input: { job: string }; output: SavedFile }
  /** Deletes it from the console's folder. */
  'export.drop': { input: { job: string }; output: null }
  /** Records that these cases are about to be printed; without this answer nothing is. */
  'export.printing': { input: { cases: string[]; purpose: string }; output: null }
  /** The page as it is laid out for paper, in its own page size, as a PDF put where the operator says; `unable` in the browser host, whose browser prints. */
  'export.pdf': { input: { name: string }; output: SavedFile }
  /** Puts a file where the operator says; over the desktop's bridge only, in the browser host the page downloads. */
  'export.save': { input: { name: string; bytes: Uint8Array<ArrayBuffer> }; output: SavedFile }
  /** Composes a deck out of this PC's cache and keeps it as a new run; told of and given up by `export.progress` and `export.cancel`. */
  'briefing.compose': { input: ComposeOrder; output: Composed }
  /** Null where this PC does not keep it. */
  'briefing.get': { input: { run: string }; output: Briefing | null }
  /** Newest first. */
  'briefing.runs': { input: null; output: BriefingHead[] }
  /** Answers what was kept: numbers of persons are masked. */
  'briefing.saveEdits': { input: { run: string; edits: DeckEdits }; output: DeckEdits }
  'briefing.forget': { input: { run: string }; output: null }
  /** Writes it as a file beside the cache; its bytes are fetched or kept afterwards, by `export.piece` or `export.keep`. */
  'briefing.write': { input: BriefingOrder; output: BriefingFile }
  /** Records pages that the page itself has drawn and is about to hand over; without this answer none may leave. */
  'briefing.leave': { input: PagesLeaving; output: { record: string; /** Of the file. */ name: string; /** What is to be drawn: edited, masked and stamped as files are. */ deck: Deck } }
  'briefing.style': { input: null; output: DeckStyle }
  'briefing.setStyle': { input: StyleChange; output: DeckStyle }
  'briefing.schedule': { input: null; output: ScheduleHere }
  /** Its folder is chosen in the host's dialog alone; `bad-input` for one that is on without a folder. What was missed before is not made up. */
  'briefing.setSchedule': { input: BriefingSchedule; output: ScheduleHere }
  /** Has the host ask the operator for a folder; nothing changes where they choose none. */
  'briefing.chooseFolder': { input: null; output: ScheduleHere }
  /** The scheduled briefing where one is due and nobody else is making it. */
  'briefing.due': { input: null; output: DueBriefing | null }
  /** Puts the file of this job into the folder; `changed` where the lease is another's by now, `no-folder`. */
  'briefing.deliver': { input: { lease: string; job: string }; output: { path: string } }
  /** It could not be made: shown, and tried again later. */
  'briefing.notMade': { input: { lease: string; why: WhyNotMade }; output: null }
  /** Bytes for an order to come, piece by piece, in base64; `upload` is the asker's choice. */
  'upload.add': { input: { upload: string; first: number; of: number; data: string }; output: null }
  'upload.drop': { input: { upload: string }; output: null }
  /** Whether the uploaded deck still says what was written and what the cache says now. `cancelled` where it was given up. */
  'briefing.check': { input: { job: string; upload: string }; output: DeckCheck }
  /** Null where no such check is under way. */
  'briefing.checking': { input: { job: string }; output: ExportProgress | null }
  'briefing.stopCheck': { input: { job: string }; output: null }
  'sync.status': { input: null; output: SyncStatus }
  'sync.page': { input: null; output: SyncPage }
  'sync.now': { input: null; output: null }
  /** Compares every scope with the central's digest. */
  'sync.check': { input: null; output: SyncPage }
  'sync.rebuild': { input: null; output: SyncPage }
  'settings.get': { input: null; output: Settings }
  /** What is left out stays as it is. */
  'settings.set': { input: { approvalNumber?: string | undefined }; output: Settings }
  'basemap.list': { input: null; output: BaseMaps }
  /** What lies under the map now. */
  'basemap.get': { input: null; output: ChosenBaseMap }
  /** Null: the one shipped with the product. */
  'basemap.choose': { input: { id: string | null }; output: BaseMaps }
  /** Has the host ask the operator for a file; `refused` where it cannot. */
  'basemap.add': { input: null; output: BaseMaps }
  'basemap.check': { input: { id: string }; output: BaseMaps }
  /** Breaks off a copy or a check. */
  'basemap.cancel': { input: { id: string }; output: BaseMaps }
  /** Deletes the file from the console's folder. */
  'basemap.remove': { input: { id: string }; output: BaseMaps }
  'basemap.tile': { input: { id: string; z: number; x: number; y: number }; output: BaseMapTile }
}
export type Method = keyof Api
export type Input<M extends Method> = Api[M]['input']
export type Output<M extends Method> = Api[M]['output']

/** Closed: decisions read the code, never the message. */
export type FailureCode =
  | 'bad-input' | 'unknown-method' | 'not-signed-in' | 'refused' | 'unreachable' | 'not-a-central' | 'token-refused' | 'too-old' | 'central-too-old'
  | 'storage' | 'superseded' | 'stopped' | 'too-busy' | 'internal'
  | 'changed' | 'cancelled' | 'disk-full' | 'not-writable' | 'unrecorded'
  /** A map would leave without its approval number. */
  | 'no-approval'
  /** A folder chosen before is not there any more. */
  | 'no-folder'
export interface Failure {
  code: FailureCode
  /** For logs and support; screens speak from the catalogue by code. */
  detail: string
}
export type Answer<T> = { ok: true; value: T; tookMs: number } | { ok: false; failure: Failure }

export interface ConsoleEvent {
  topic: Topic
  /** Grows by one per event of this host; a gap means events were missed and everything should be asked again. */
  n: number
}

/** What a renderer holds: two channels, whichever host carries them. */
export interface Bridge {
  call<M extends Method>(method: M, input: Input<M>): Promise<Answer<Output<M>>>
  onEvent(listen: (event: ConsoleEvent) => void): () => void
  /** Which host this is: words on some screens differ. */
  host: 'desktop' | 'browser'
}
