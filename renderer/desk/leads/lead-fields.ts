/** A lead as it is typed, what is wrong with it, and the intent it becomes. */
import { LONGEST_TEXT } from '../../../preload/contract/edit-schema.ts'
import type { LeadIntent } from '../../../preload/contract/lead.ts'
import type { City } from '../../../preload/contract/model.ts'
import { degreesOf } from '../../state/degrees.ts'

export interface LeadFields {
  area: string
  class: string
  text: string
  place: string
  /** As typed, WGS-84 degrees. */
  lng: string
  lat: string
  urgent: boolean
  danger: boolean
  name: string
  phone: string
}
export const EMPTY_LEAD: LeadFields = { area: '', class: '', text: '', place: '', lng: '', lat: '', urgent: false, danger: false, name: '', phone: '' }

/** What may be kept as a draft: everything but the contact. */
export const draftOf = ({ name: _name, phone: _phone, ...rest }: LeadFields): Omit<LeadFields, 'name' | 'phone'> => rest

/** Whatever cannot be read counts as not typed. */
export function leadOfDraft(body: string): LeadFields {
  try {
    const given = JSON.parse(body) as Record<string, unknown>
    const kept = Object.entries(draftOf(EMPTY_LEAD)).map(([field, empty]) => [field, typeof given[field] === typeof empty ? given[field] : empty])
    return { ...EMPTY_LEAD, ...(Object.fromEntries(kept) as Partial<LeadFields>) }
  } catch {
    return EMPTY_LEAD
  }
}

export const hasContact = ({ name, phone }: Pick<LeadFields, 'name' | 'phone'>): boolean => name.trim() !== '' || phone.trim() !== ''
export const isUntouched = (fields: LeadFields): boolean => !hasContact(fields) && fields.text === '' && fields.place === '' && fields.lng === '' && fields.lat === '' && !fields.urgent && !fields.danger

export const LEAD_FAULTS = ['area', 'class', 'text', 'text-long', 'text-broken', 'place-long', 'point', 'point-range', 'point-outside', 'name-long', 'phone'] as const
export type LeadFault = (typeof LEAD_FAULTS)[number]

const LONGEST_PLACE = 500
const LONGEST_NAME = 200
const LONGEST_PHONE = 60
const points = (text: string): number => [...text].length

/** In the order of the form; empty: it can be filed. */
export function faultsOf(fields: LeadFields, city: Pick<City, 'bounds' | 'classes'>, offices: ReadonlySet<string>): LeadFault[] {
  const faults: LeadFault[] = []
  if (!offices.has(fields.area)) faults.push('area')
  if (!city.classes.some(({ id }) => id === fields.class)) faults.push('class')
  if (fields.text.trim() === '') faults.push('text')
  if (points(fields.text) > LONGEST_TEXT) faults.push('text-long')
  if (![fields.text, fields.place, fields.name].every((text) => text.isWellFormed() && !text.includes('\0'))) faults.push('text-broken')
  if (points(fields.place) > LONGEST_PLACE) faults.push('place-long')
  const point = pointFault(fields, city.bounds)
  if (point !== null) faults.push(point)
  if (points(fields.name) > LONGEST_NAME) faults.push('name-long')
  if (points(fields.phone) > LONGEST_PHONE || (fields.phone.trim() !== '' && !/\d/.test(fields.phone.normalize('NFKC')))) faults.push('phone')
  return faults
}

function pointFault({ lng, lat }: LeadFields, [west, south, east, north]: City['bounds']): LeadFault | null {
  const [x, y] = [degreesOf(lng), degreesOf(lat)]
  if (x === null || y === null) return 'point'
  if (Math.abs(x) > 180 || Math.abs(y) > 90) return 'point-range'
  return x < west || x > east || y < south || y > north ? 'point-outside' : null
}

/** Only of fields without a fault. `withContact` false: the contact stays behind. */
export function intentOf(fields: LeadFields, ids: { op_id: string; id: string }, withContact: boolean): LeadIntent {
  return {
    op_id: ids.op_id, kind: 'create', type: 'case', id: ids.id,
    set: {
      area: fields.area, class: fields.class, text: fields.text.trim(), place: fields.place.trim(), lng: degreesOf(fields.lng) ?? Number.NaN, lat: degreesOf(fields.lat) ?? Number.NaN, urgent: fields.urgent || fields.danger, danger_to_life: fields.danger,
      ...(withContact && hasContact(fields) ? { reporter: { name: fields.name.trim(), phone: fields.phone.trim() } } : {}),
    },
  }
}
