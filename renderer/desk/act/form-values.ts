/** What a person fills in for an action: as typed, what is wrong with it, and as the edit says it. */
import type { ActionField } from '../../../preload/contract/case-flow.ts'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { LONGEST_TEXT } from '../../../preload/contract/edit-schema.ts'
import { PHOTO_LIMITS, PHOTO_NAME } from '../../../preload/contract/photo.ts'
import { instantOf, minuteOf } from '../../state/days.ts'
import type { ActionSet, Possible } from './intents.ts'

/** Fields that are typed; photos are chosen. */
export const TYPED_FIELDS = ['class', 'place', 'due_at', 'department', 'into', 'result', 'until', 'reason'] as const satisfies readonly ActionField[]
export type TypedField = (typeof TYPED_FIELDS)[number]
/** Times are local minutes of the city; `into` is a case's id. */
export type FormValues = Record<TypedField, string>
export type Fault = 'missing' | 'too-long' | 'no-time' | 'past' | 'itself'
export type Faults = { [field in TypedField]?: Fault }

const LONGEST: Record<TypedField, number> = { class: 200, place: 500, due_at: 20, department: 200, into: 200, result: LONGEST_TEXT, until: 20, reason: LONGEST_TEXT }
export const longestOf = (field: TypedField): number => LONGEST[field]
export const isTooLong = (field: TypedField, value: string): boolean => [...value].length > LONGEST[field]
const TIMES: readonly TypedField[] = ['due_at', 'until']

/** In the order of the form. */
export const fieldsOf = ({ needs, may }: Pick<Possible, 'needs' | 'may'>): TypedField[] => TYPED_FIELDS.filter((field) => needs.includes(field) || may.includes(field))

/** What the case says already stands in its fields; a deadline that has passed is no deadline to set. */
export function startValues(whole: Pick<CaseWhole, 'class' | 'place' | 'dueAt'>, zone: string, now: number): FormValues {
  return { class: whole.class, place: whole.place, due_at: whole.dueAt === null || whole.dueAt <= now ? '' : minuteOf(whole.dueAt, zone), department: '', into: '', result: '', until: '', reason: '' }
}

/** Null: it was not written by this form. */
export function readValues(body: string): Partial<FormValues> | null {
  try {
    const read: unknown = JSON.parse(body)
    if (typeof read !== 'object' || read === null) return null
    return Object.fromEntries(TYPED_FIELDS.flatMap((field) => {
      const value = (read as Record<string, unknown>)[field]
      return typeof value === 'string' ? [[field, value]] : []
    }))
  } catch {
    return null
  }
}

/** Names of the photos that a draft of this form holds. */
export function readPhotos(body: string): string[] {
  try {
    const { photos } = JSON.parse(body) as { photos?: unknown }
    return Array.isArray(photos) ? photos.filter((name): name is string => typeof name === 'string' && PHOTO_NAME.test(name)).slice(0, PHOTO_LIMITS.atOnce) : []
  } catch {
    return []
  }
}

/** `id`: of the case itself, which goes into no other than another. */
export function faultsOf(values: FormValues, { needs, may }: Pick<Possible, 'needs' | 'may'>, { id, zone, now }: { id: string; zone: string; now: number }): Faults {
  const faults: Faults = {}
  for (const field of fieldsOf({ needs, may })) {
    const fault = faultOf(field, values[field], needs.includes(field), { id, zone, now })
    if (fault !== null) faults[field] = fault
  }
  return faults
}

function faultOf(field: TypedField, value: string, isNeeded: boolean, { id, zone, now }: { id: string; zone: string; now: number }): Fault | null {
  if (value.trim() === '') return isNeeded ? 'missing' : null
  if (isTooLong(field, value)) return 'too-long'
  if (field === 'into') return value === id ? 'itself' : null
  if (!TIMES.includes(field)) return null
  const at = instantOf(value, zone)
  return at === null ? 'no-time' : at <= now ? 'past' : null
}

/** Of fields without a fault. What is left empty is not said. */
export function setOf(values: FormValues, possible: Pick<Possible, 'needs' | 'may'>, zone: string): ActionSet {
  return Object.fromEntries(fieldsOf(possible).flatMap((field) => {
    const value = values[field].trim().toWellFormed()
    if (value === '') return []
    return [[field, TIMES.includes(field) ? new Date(instantOf(value, zone) ?? Number.NaN).toISOString() : value]]
  }))
}
