/** Where the operator is and what they look at: everything lives in the address, so that a link brings another desk to the same picture. */
import { useSyncExternalStore } from 'react'
import { CASE_SORTS, CASE_VIEWS } from '../../preload/contract/case-question.ts'
import type { CaseOrder } from '../../preload/contract/case-list.ts'
import type { CaseView } from '../../preload/contract/case-question.ts'
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import { MEASURED_LEVELS, MEASURES } from '../../preload/contract/measure.ts'
import type { Measure, MeasuredLevel } from '../../preload/contract/measure.ts'
import { BANDWIDTHS_METERS, FIELD_LAYERS, LONGEST_WINDOW_DAYS, SITE_KINDS } from '../../preload/contract/model.ts'
import type { CaseStatus } from '../../preload/contract/case-status.ts'
import type { Drawn } from '../../preload/contract/drawn.ts'
import type { BandwidthMeters, FieldLayer, SiteKind } from '../../preload/contract/model.ts'
import { CARD_TYPES } from '../../preload/contract/place.ts'
import type { CardType } from '../../preload/contract/place.ts'
import { LONGEST_SEARCH } from '../../preload/contract/search.ts'
import { WALL_IDS } from '../../preload/contract/wall-settings.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { parseComparison, writeComparison } from './comparison.ts'
import type { Comparison } from './comparison.ts'
import { countDays, isDay } from './days.ts'
import { readDrawn, writeDrawn } from './drawn-code.ts'
import { currentHash, putInBar } from './address-bar.ts'
import { inRange, list, numbers, oneOf, split } from './address-parts.ts'
import { withPicture } from './picture-due.ts'

/** A press is answered within a tenth of a second, the frame that shows it included. */
const LONGEST_SILENCE_MS = 75

export const SECTIONS = ['map', 'desk', 'edits', 'shift', 'briefing', 'wall', 'sync', 'quality', 'settings'] as const
export type Section = (typeof SECTIONS)[number]
/** A relative period stays meaningful in a link; a fixed one names its first and last local day, both included. */
export type Period = { last: number } | { from: string; to: string }
export interface Camera { lng: number; lat: number; zoom: number }
export interface Pick {
  type: CardType
  id: string
  /** A form of it that is to be open: named like its draft; whoever opens it takes this off again. */
  form?: string
}
/** Kinds of places drawn on top of the field. */
export type Mark = SiteKind | 'bottleneck' | 'duty' | 'overdue'
export const MARKS = ['bottleneck', 'duty', 'overdue', ...SITE_KINDS] as const satisfies readonly Mark[]

/** What is painted: the field over the ground, hexagons, or whole areas. */
export const MODES = ['field', 'cells', 'areas'] as const
export type Mode = (typeof MODES)[number]

export interface Address {
  section: Section
  layer: FieldLayer
  mode: Mode
  /** Of the areas, painted or in the table. */
  level: MeasuredLevel
  measure: Measure
  period: Period
  /** Another period beside this one; null while one alone is shown. */
  comparison: Comparison | null
  area: string | null
  /** A ground drawn on the map. */
  drawn: Drawn | null
  classes: string[]
  /** Null while the operator has chosen none: then the screen decides, for the map counts problems and the list shows every case. Empty: all. */
  statuses: CaseStatus[] | null
  weekdays: number[]
  hours: number[]
  /** Null while the operator has chosen none: then the role decides. */
  bandwidthMeters: BandwidthMeters | null
  /** Null while the operator has chosen none: then the layer decides. */
  marks: Mark[] | null
  /** Of places with opening hours, only those open now. */
  openNow: boolean
  camera: Camera | null
  pick: Pick | null
  /** A form of the list that is open; gone when it is closed. */
  tool: 'lead' | null
  /** Of the case list. */
  view: CaseView
  /** Cases of the own area alone. */
  mine: boolean
  /** Null while the operator has chosen none: then the view decides. */
  order: CaseOrder | null
  /** What is looked for among the cases. */
  find: string
  /** The briefing that is open; null: the list of them. */
  run: string | null
  /** Its slide in view; null: the first. */
  slide: string | null
  /** The wall whose console is in view. */
  wall: WallId
}

export const DEFAULT_ADDRESS: Address = {
  section: 'map', layer: 'bottleneck', mode: 'field', level: 'district', measure: 'per-km2', period: { last: 30 }, comparison: null, area: null, drawn: null, classes: [], statuses: null, weekdays: [], hours: [],
  bandwidthMeters: null, marks: null, openNow: false, camera: null, pick: null, tool: null,
  view: 'late', mine: true, order: null, find: '', run: null, slide: null, wall: WALL_IDS[0],
}

/** Reads a fragment such as `#/map?layer=report&last=30d`; whatever it cannot read keeps its default. */
export function parseAddress(hash: string): Address {
  const [path = '', query = ''] = split(hash.replace(/^#/, ''), '?')
  const params = new URLSearchParams(query)
  return {
    section: oneOf(SECTIONS, path.replace(/^\//, '')) ?? DEFAULT_ADDRESS.section,
    layer: oneOf(FIELD_LAYERS, params.get('layer')) ?? DEFAULT_ADDRESS.layer,
    mode: oneOf(MODES, params.get('mode')) ?? DEFAULT_ADDRESS.mode,
    level: oneOf(MEASURED_LEVELS, params.get('by')) ?? DEFAULT_ADDRESS.level,
    measure: oneOf(MEASURES, params.get('measure')) ?? DEFAULT_ADDRESS.measure,
    period: parsePeriod(params),
    comparison: parseComparison(params.get('vs')),
    area: params.get('area') || null,
    drawn: readDrawn(params.get('drawn') ?? ''),
    classes: list(params.get('class')),
    statuses: parseStatuses(params.get('status')),
    weekdays: numbers(params.get('weekday'), 1, 7),
    hours: numbers(params.get('hour'), 0, 23),
    bandwidthMeters: BANDWIDTHS_METERS.find((meters) => String(meters) === params.get('bw')) ?? null,
    marks: params.has('show') ? MARKS.filter((mark) => list(params.get('show')).includes(mark)) : null,
    openNow: params.get('open') === 'now',
    camera: parseCamera(params),
    pick: parsePick(params.get('pick'), params.get('form')),
    tool: params.get('tool') === 'lead' ? 'lead' : null,
    view: oneOf(CASE_VIEWS, params.get('view')) ?? DEFAULT_ADDRESS.view,
    mine: params.get('whose') !== 'all',
    order: parseOrder(params.get('order')),
    find: (params.get('find') ?? '').slice(0, LONGEST_SEARCH).toWellFormed(),
    run: RUN.exec(params.get('run') ?? '')?.[0] ?? null,
    slide: SLIDE.exec(params.get('slide') ?? '')?.[0] ?? null,
    wall: oneOf(WALL_IDS, params.get('wall')) ?? DEFAULT_ADDRESS.wall,
  }
}

/** The shortest fragment that reads back as this address; defaults are left out. */
export function formatAddress(address: Address): string {
  const params: string[] = []
  const add = (key: string, value: string): void => void params.push(`${key}=${value}`)
  if (address.layer !== DEFAULT_ADDRESS.layer) add('layer', address.layer)
  if (address.mode !== DEFAULT_ADDRESS.mode) add('mode', address.mode)
  if (address.level !== DEFAULT_ADDRESS.level) add('by', address.level)
  if (address.measure !== DEFAULT_ADDRESS.measure) add('measure', address.measure)
  if ('last' in address.period) {
    if (address.period.last !== 30) add('last', `${address.period.last}d`)
  } else {
    add('from', address.period.from)
    add('to', address.period.to)
  }
  if (address.comparison !== null) add('vs', writeComparison(address.comparison))
  if (address.area !== null) add('area', encodeURIComponent(address.area))
  if (address.drawn !== null) add('drawn', writeDrawn(address.drawn))
  // Commas part the list, so a comma inside an id is encoded twice and survives the first decoding.
  if (address.classes.length > 0) add('class', address.classes.map((id) => encodeURIComponent(id.replace(/[%,]/g, encodeURIComponent))).join(','))
  if (address.statuses !== null) add('status', address.statuses.length === 0 ? ALL_STATUSES : address.statuses.join(','))
  if (address.weekdays.length > 0) add('weekday', address.weekdays.join(','))
  if (address.hours.length > 0) add('hour', address.hours.join(','))
  if (address.bandwidthMeters !== null) add('bw', String(address.bandwidthMeters))
  if (address.marks !== null) add('show', address.marks.join(','))
  if (address.openNow) add('open', 'now')
  if (address.camera !== null) {
    add('lng', String(address.camera.lng))
    add('lat', String(address.camera.lat))
    add('zoom', String(address.camera.zoom))
  }
  if (address.pick !== null) add('pick', `${address.pick.type}:${encodeURIComponent(address.pick.id)}`)
  if (address.pick?.form !== undefined) add('form', encodeURIComponent(address.pick.form))
  if (address.tool !== null) add('tool', address.tool)
  if (address.view !== DEFAULT_ADDRESS.view) add('view', address.view)
  if (!address.mine) add('whose', 'all')
  if (address.order !== null) add('order', `${address.order.descending ? '-' : ''}${address.order.by}`)
  if (address.find !== '') add('find', encodeURIComponent(address.find))
  if (address.run !== null) add('run', address.run)
  if (address.slide !== null) add('slide', address.slide)
  if (address.wall !== DEFAULT_ADDRESS.wall) add('wall', address.wall)
  return `#/${address.section}${params.length > 0 ? `?${params.join('&')}` : ''}`
}

const ALL_STATUSES = 'all'
const RUN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const SLIDE = /^[A-Za-z0-9-]{1,60}$/

function parseStatuses(text: string | null): CaseStatus[] | null {
  if (text === ALL_STATUSES) return []
  const named = list(text)
  const known = CASE_STATUSES.filter((status) => named.includes(status))
  return known.length > 0 ? known : null
}

function parsePeriod(params: URLSearchParams): Period {
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? '']
  if (isDay(from) && isDay(to) && from <= to && countDays(from, to) <= LONGEST_WINDOW_DAYS) return { from, to }
  const last = /^(\d{1,4})d$/.exec(params.get('last') ?? '')?.[1]
  const days = last === undefined ? 0 : Number(last)
  return days >= 1 && days <= LONGEST_WINDOW_DAYS ? { last: days } : DEFAULT_ADDRESS.period
}

function parseCamera(params: URLSearchParams): Camera | null {
  const lng = inRange(params.get('lng'), -180, 180)
  const lat = inRange(params.get('lat'), -85, 85)
  const zoom = inRange(params.get('zoom'), 0, 22)
  return lng === null || lat === null || zoom === null ? null : { lng, lat, zoom }
}

function parsePick(text: string | null, form: string | null): Pick | null {
  const [type, id] = split(text ?? '', ':')
  const known = oneOf(CARD_TYPES, type)
  return id && known !== undefined ? { type: known, id, ...(form ? { form } : {}) } : null
}

/** `due`, or `-due` for the last first. */
function parseOrder(text: string | null): CaseOrder | null {
  const by = oneOf(CASE_SORTS, text?.replace(/^-/, '') ?? null)
  return by === undefined ? null : { by, descending: text?.startsWith('-') === true }
}

const listeners = new Set<() => void>()
let read = { hash: '', address: parseAddress('') }
/** What the screen says it is. */
let said = read.address
const echoes = new Set<() => void>()

/** For what a hand does; whoever shows it uses a hook. */
export function currentAddress(): Address {
  const hash = currentHash()
  // The same hash gives the same object, so that effects may depend on the address, and a part that stays the same stays the same object.
  if (read.hash !== hash) read = { hash, address: keepParts(read.address, parseAddress(hash)) }
  return read.address
}

function keepParts(before: Address, now: Address): Address {
  const kept = Object.entries(before).filter(([part, value]) => JSON.stringify(value) === JSON.stringify(now[part as keyof Address]))
  return { ...now, ...Object.fromEntries(kept) }
}

/** Calls after each change; returns how to take it back. */
export function onAddress(changed: () => void): () => void {
  listeners.add(changed)
  if (listeners.size === 1) {
    addEventListener('popstate', announce)
    addEventListener('hashchange', announce)
  }
  return () => {
    listeners.delete(changed)
    if (listeners.size > 0) return
    removeEventListener('popstate', announce)
    removeEventListener('hashchange', announce)
  }
}

function announce(): void {
  for (const changed of listeners) changed()
  withPicture(echo, LONGEST_SILENCE_MS)
}

function echo(): void {
  said = currentAddress()
  for (const changed of echoes) changed()
}

/** `push` for what the back button should undo, `replace` for what moves continuously, such as the camera. */
export function changeAddress(patch: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const hash = formatAddress({ ...currentAddress(), ...patch })
  if (hash === currentHash()) return
  putInBar(hash, how)
  announce()
}

/** For who shows one part: told of changes of that part alone. */
export function useAddressPart<P extends keyof Address>(part: P): Address[P] {
  return useSyncExternalStore(onAddress, () => currentAddress()[part])
}

export function useAddress(): [Address, (patch: Partial<Address>, how?: 'push' | 'replace') => void] {
  return [useSyncExternalStore(onAddress, currentAddress), changeAddress]
}

/** The address for words that only repeat it: a change is said in the frame that shows it, or after a twentieth of a second. */
export function useEchoedAddress(): Address {
  return useSyncExternalStore(listenToEcho, saidAddress)
}

function listenToEcho(changed: () => void): () => void {
  // Whoever comes now is told what is now.
  if (echoes.size === 0) said = currentAddress()
  echoes.add(changed)
  return () => void echoes.delete(changed)
}

const saidAddress = (): Address => (echoes.size === 0 ? currentAddress() : said)
