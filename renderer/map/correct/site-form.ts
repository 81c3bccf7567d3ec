/** A correction as it is typed, and the edit that comes of it: only what differs from what is known is said. Pure. */
import type { EditIntent } from '../../../preload/contract/edit.ts'
import type { PlaceEditing, SiteValues } from '../../../preload/contract/place.ts'
import { siteGroupOf, type AccessRule } from '../../../preload/contract/site-edit.ts'
import { degreesOf } from '../../state/degrees.ts'

export type SiteEditing = Extract<PlaceEditing, { type: 'site' }>
type Correct = Extract<EditIntent, { kind: 'correct' }>

/** Times as HH:MM, empty: closed that day. */
export interface SiteForm {
  name: string
  lng: string
  lat: string
  isClosed: boolean
  access: AccessRule | ''
  days: { from: string; to: string }[]
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]
const DAY_MINUTES = 1_440

export function formOf({ name, lng, lat, state, hours, access }: SiteValues): SiteForm {
  return {
    name, lng: lng.toFixed(6), lat: lat.toFixed(6), isClosed: state === 'closed', access: access ?? '',
    days: WEEKDAYS.map((weekday) => {
      const span = hours?.find((one) => one.weekday === weekday)
      return span === undefined ? { from: '', to: '' } : { from: clock(span.from), to: clock(span.to) }
    }),
  }
}

/** The midnight that ends a day is its 24:00. */
function clock(minutes: number): string {
  const shown = minutes === DAY_MINUTES ? minutes : minutes % DAY_MINUTES
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`
}

export const FORM_FAULTS = ['name', 'place', 'hours'] as const
export type FormFault = (typeof FORM_FAULTS)[number]

const isWithin = (text: string, most: number): boolean => Math.abs(degreesOf(text) ?? Number.NaN) <= most

const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/

/** Neither open nor closed, or no time of day. */
export function hasFault({ from, to }: SiteForm['days'][number]): boolean {
  if (from === '' && to === '') return false
  return !TIME.test(from) || !(TIME.test(to) || to === '24:00')
}

/** What must be put right before it can be saved. */
export function faultsOf({ name, lng, lat, days }: SiteForm): FormFault[] {
  return [
    ...(name.trim() === '' || [...name].length > 200 ? ['name' as const] : []),
    ...(isWithin(lng, 180) && isWithin(lat, 90) ? [] : ['place' as const]),
    ...(days.some(hasFault) ? ['hours' as const] : []),
  ]
}

/** A span that ends before it begins runs past midnight; one that ends as it begins takes the whole day. */
function hoursOf(days: SiteForm['days']): NonNullable<SiteValues['hours']> {
  return days.flatMap(({ from, to }, i) => {
    if (from === '' || to === '') return []
    const [begin, end] = [minutes(from), minutes(to)]
    return [{ weekday: i + 1, from: begin, to: end <= begin ? end + DAY_MINUTES : end }]
  })
}

function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}

/** Null: nothing differs. */
export function correctionOf(id: string, { fields, now, base }: SiteEditing, form: SiteForm, opId: string): Correct | null {
  const before = formOf(now)
  const has = (field: SiteEditing['fields'][number]): boolean => fields.includes(field)
  const set: Correct['set'] = {
    ...(has('name') && form.name.trim() !== now.name ? { name: form.name.trim() } : {}),
    ...(has('lng') && (form.lng !== before.lng || form.lat !== before.lat) ? { lng: degreesOf(form.lng) ?? now.lng, lat: degreesOf(form.lat) ?? now.lat } : {}),
    ...(has('state') && form.isClosed !== before.isClosed ? { state: form.isClosed ? 'closed' : 'in_use' } : {}),
    ...(has('access') && form.access !== before.access && form.access !== '' ? { access: form.access } : {}),
    ...(has('hours') && JSON.stringify(form.days) !== JSON.stringify(before.days) ? { hours: hoursOf(form.days) } : {}),
  }
  const groups = [...new Set(Object.keys(set).flatMap((field) => siteGroupOf(field) ?? []))]
  if (groups.length === 0) return null
  return { op_id: opId, kind: 'correct', type: 'site', id, base: Object.fromEntries(groups.map((group) => [group, base[group]])), set }
}

/** What a draft holds; null: it is not of this form. */
export function readForm(body: string): SiteForm | null {
  try {
    const read = JSON.parse(body) as Partial<SiteForm> | null
    const isWhole = read !== null && [read.name, read.lng, read.lat, read.access].every((part) => typeof part === 'string') && Array.isArray(read.days) && read.days.length === WEEKDAYS.length
    return isWhole ? { ...(read as SiteForm), isClosed: read.isClosed === true } : null
  } catch {
    return null
  }
}
