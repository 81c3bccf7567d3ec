/** What must hold of every row, whether it comes in a snapshot or as a change. Each fault names the row, never what a person wrote. */
import { createHash } from 'node:crypto'
import { LIMITS, ROW_SCHEMAS, SCOPE_TYPES } from '../../main/sync/protocol.ts'
import { findNumber } from './personal-numbers.ts'
import { asObject, isKnownType } from './rule.ts'

/** A row as it travels, and where it was found. */
export interface CarriedRow {
  scope: string
  type: string
  id: string
  ver: number
  h: string
  row: string
}

export interface RowRule {
  id: string
  title: string
  /** null: kept. */
  find(carried: CarriedRow, body: unknown, about: { city: string | null; serverTime: number | null }): string | null
}

const DAY_MS = 86_400_000
const kindOf = (scope: string): string => scope.slice(0, scope.indexOf(':'))

/** The first thing the schema objects to, among the fields that belong to this rule. */
function objection({ type }: CarriedRow, body: unknown, belongs: (field: string) => boolean): string | null {
  if (!isKnownType(type) || typeof body !== 'object' || body === null) return null
  const { error } = ROW_SCHEMAS[type].safeParse(body)
  const issue = error?.issues.find(({ path }) => belongs(String(path[0] ?? '')))
  return issue === undefined ? null : `${issue.path.join('.')}: ${issue.message}`
}

const isInstant = (field: string): boolean => /_at$|^as_of$|^from$|^to$/.test(field)
const isPosition = (field: string): boolean => ['lng', 'lat', 'label', 'boundary', 'bounds', 'original'].includes(field)
const isFlag = (field: string): boolean => field === 'simulated'

export const ROW_RULES: RowRule[] = [
  {
    id: 'row-hash', title: '`h` is the first 16 bytes of SHA-256 over the exact UTF-8 bytes of `row`, in base64',
    find: ({ row, h }) => {
      const expected = createHash('sha256').update(row).digest().subarray(0, 16).toString('base64')
      return h === expected ? null : `h is ${h}, the row's bytes give ${expected}`
    },
  },
  { id: 'row-json', title: '`row` is the text of one JSON object', find: (_, body) => (typeof body === 'object' && body !== null && !Array.isArray(body) ? null : 'the text is no JSON object') },
  {
    id: 'row-id', title: 'The id inside a row is the id it travels under',
    find: ({ id }, body) => {
      const inner = asObject(body)['id']
      return inner === undefined || inner === id ? null : `the row says ${JSON.stringify(inner)}`
    },
  },
  {
    id: 'row-type', title: 'A scope holds only the row types of its kind',
    find: ({ scope, type }) => {
      const allowed = (SCOPE_TYPES as Record<string, readonly string[]>)[kindOf(scope)] ?? []
      return !isKnownType(type) || allowed.includes(type) ? null : `a ${type} in ${scope}`
    },
  },
  { id: 'row-shape', title: 'A row fits the schema of its type', find: (carried, body) => objection(carried, body, (field) => !isInstant(field) && !isPosition(field) && !isFlag(field)) },
  { id: 'row-position', title: 'Coordinates are WGS-84 degrees, longitude and latitude in their ranges', find: (carried, body) => objection(carried, body, isPosition) },
  { id: 'row-simulated', title: 'A row says whether it is simulated (true or false)', find: (carried, body) => objection(carried, body, isFlag) },
  { id: 'row-instants', title: 'Instants are ISO 8601 with a zone, dates are YYYY-MM-DD', find: (carried, body) => objection(carried, body, isInstant) },
  {
    id: 'row-times', title: 'Nothing is reported in the future, closed before it was reported or ended before it started',
    find: ({ type }, body, { serverTime }) => {
      const at = (field: string): number => Date.parse(String(asObject(body)[field]))
      if (type === 'shift') return at('ends_at') < at('starts_at') ? 'ends_at is before starts_at' : null
      if (type !== 'case' && type !== 'point') return null
      if (serverTime !== null && at('reported_at') > serverTime + DAY_MS) return 'reported_at is more than a day ahead of the central'
      return at('closed_at') < at('reported_at') ? 'closed_at is before reported_at' : null
    },
  },
  {
    id: 'row-city', title: 'A scope never spans cities: every row is of the account’s city',
    find: (_, body, { city }) => {
      const own = asObject(body)['city']
      return city === null || own === undefined || own === city ? null : `the row is of city ${JSON.stringify(own)}, the account of ${city}`
    },
  },
  {
    id: 'row-size', title: `A row has at most ${LIMITS.rowBytes} bytes`,
    find: ({ row }) => (Buffer.byteLength(row) <= LIMITS.rowBytes ? null : `${Buffer.byteLength(row)} bytes`),
  },
  { id: 'row-depth', title: `A row nests at most ${LIMITS.jsonDepth} deep`, find: (_, body) => (isDeeper(body, LIMITS.jsonDepth) ? `nested deeper than ${LIMITS.jsonDepth}` : null) },
  { id: 'masked-numbers', title: 'No text of a row shows a whole mobile or identity number', find: (_, body) => findNumber(body) },
  {
    id: 'masked-reporter', title: 'A reporter’s name and telephone arrive masked',
    find: ({ type }, body) => {
      const { name, phone } = asObject(type === 'case' ? asObject(body)['reporter'] : null)
      if (typeof phone === 'string' && phone.replaceAll(/\D/g, '').length > 7) return 'reporter.phone shows more than seven digits'
      return typeof name === 'string' && [...name].length > 1 && !name.includes('*') ? 'reporter.name has no star' : null
    },
  },
]

function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return left === 0 || Object.values(value).some((inner) => isDeeper(inner, left - 1))
}
