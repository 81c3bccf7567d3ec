/** Which scopes an account may read, worked out from its role and its place among the city's areas. */
import { hash } from 'node:crypto'
import type { z } from 'zod'
import { LIMITS } from '../sync/protocol.ts'
import type { Role, ScopeGrant } from '../sync/protocol.ts'
import type { Tx } from './sql-types.ts'

export interface Account {
  sub: string
  name: string
  role: z.infer<typeof Role>
  city: string
  home_area: string
}

export type Grant = z.infer<typeof ScopeGrant>

export interface Place {
  id: string
  level: string
  name: string
}

const AREA = `SELECT id, body::jsonb->>'level' AS level, body::jsonb->>'name' AS name, body::jsonb->>'parent' AS parent FROM record WHERE type = 'area'`

/** At most 25. The answer follows the area rows at once: no cache stands between a change of rights and its effect. */
export async function grantsOf(tx: Tx, account: Account): Promise<Grant[]> {
  const line = await areaLine(tx, account.home_area)
  const { city, district } = lineOf(account, line)
  const districts = district === undefined && account.role !== 'office' ? await children(tx, city.id, ['district']) : []
  const offices = account.role === 'district' || (account.role === 'wall' && district !== undefined) ? await children(tx, district?.id ?? city.id, OFFICE_LEVELS) : []
  return decideGrants(account, { line, districts, offices })
}

/** Where an account stands: its home and what that lies in, the districts of the city, the offices of the district or else of the city. */
export interface Surroundings {
  line: Place[]
  districts: Place[]
  offices: Place[]
}

export const OFFICE_LEVELS: readonly string[] = ['street', 'zone']

export function lineOf(account: Account, line: readonly Place[]): { city: Place; district: Place | undefined } {
  const city = line.find((place) => place.level === 'city') ?? { id: account.city, level: 'city', name: account.city }
  return { city, district: line.find((place) => place.level === 'district') }
}

/** `districts` count only where the line has none, `offices` only for the roles that may read them: a district's desk works in them, its wall only counts what is in them. */
export function decideGrants(account: Account, { line, districts, offices }: Surroundings): Grant[] {
  const { city, district } = lineOf(account, line)
  const home = line[0] ?? city
  const whole = read('city', city, 'points and lists of the city')
  // A place that the city does not know gives no rights beyond the city's own lists.
  if (line.length === 0 && account.role !== 'city') return [whole]
  if (account.role === 'office') {
    return [whole, read('ref', district ?? city, 'reference data of the district'), office(home, 'own office')]
  }
  // An imported city has no districts: its reference data is one scope.
  const known = district === undefined ? districts : [district]
  const refs = (known.length === 0 ? [city] : known).map((place) => read('ref', place, 'reference data of the district'))
  const access = account.role === 'district' ? 'write' : 'read'
  // A wall of a street tells of that street alone; one of the whole city holds no cases, for no screen in a hall needs them all.
  const below = account.role === 'city' || district === undefined && account.role === 'wall' ? [] : account.role === 'wall' && OFFICE_LEVELS.includes(home.level) ? [home] : offices
  return [whole, ...refs, ...below.map((place) => office(place, 'office of the district', access))].slice(0, LIMITS.scopesPerDesk)
}

const read = (kind: 'city' | 'ref', place: Place, reason: string): Grant => ({ id: `${kind}:${place.id}`, kind, name: place.name, access: 'read', reason })
const office = (place: Place, reason: string, access: Grant['access'] = 'write'): Grant => ({ id: `office:${place.id}`, kind: 'office', name: place.name, access, reason })

/** The area itself first, then what it lies in. */
export async function areaLine(tx: Tx, id: string): Promise<Place[]> {
  return tx.query<Place>(
    `WITH RECURSIVE line AS (
       SELECT a.*, 0 AS up FROM (${AREA} AND id = $1) AS a
       UNION ALL SELECT a.*, line.up + 1 FROM line JOIN LATERAL (${AREA} AND id = line.parent) AS a ON true WHERE line.up < 6)
     SELECT id, level, name FROM line ORDER BY up`,
    [id],
  )
}

async function children(tx: Tx, parent: string, levels: readonly string[]): Promise<Place[]> {
  return tx.query<Place>(`SELECT id, level, name FROM (${AREA} AND (body::jsonb) ->> 'parent' = $1) AS a WHERE level = ANY($2) ORDER BY id`, [parent, levels])
}

/** A number that differs when the grants differ; it says nothing of earlier and later. */
export function grantsRevision(grants: readonly Grant[]): number {
  return hash('sha256', JSON.stringify(grants), 'buffer').readUIntBE(0, 6)
}
