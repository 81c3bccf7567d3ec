/** One database with a small city, several API processes on it, and a sign-in that reads every scope. */
import { load } from '../../main/central/log.ts'
import { openDatabase } from '../../main/central/sql.ts'
import type { Sql } from '../../main/central/sql.ts'
import type { Databases } from '../central/databases.ts'
import type { SourcePatch } from '../sim/source-patch.ts'
import { startApi } from './api-child.ts'
import type { Api } from './api-child.ts'
import { districtsOf, scopesOf, seatDesks, stormCity, streetsOf } from './storm-city.ts'
import type { CityShape } from './storm-city.ts'
import { createWire } from './wire.ts'
import type { Wire } from './wire.ts'

export interface Arena {
  sql: Sql
  url: string
  shape: CityShape
  streets: string[]
  scopes: string[]
  apis: Api[]
  addresses: string[]
  /** A wire whose sign-in may read the scope. */
  wireFor(scope: string): Wire
  close(): Promise<void>
}

export interface ArenaOptions {
  shape: CityShape
  processes: number
  /** Replaces the session options of every connection, such as short timeouts. */
  session?: string
  apiPatches?: readonly SourcePatch[]
}

export async function openArena(databases: Databases, { shape, processes, session, apiPatches }: ArenaOptions): Promise<Arena> {
  const target = await databases.fresh()
  if (target.kind !== 'postgres') throw new Error('a storm needs a PostgreSQL server')
  const url = session === undefined ? target.url : `${target.url}?options=${encodeURIComponent(session)}`
  const sql = await openDatabase({ kind: 'postgres', url })
  await load(sql, stormCity(shape))
  const seats = await seatDesks(sql, districtsOf(shape).map((area) => ({ sub: `district-${area}`, role: 'district' as const, area })))
  const wires = new Map(seats.map((seat) => [seat.area, createWire(seat.token)]))
  const apis = await Promise.all(Array.from({ length: processes }, () => startApi({ url, port: 0, ...(apiPatches === undefined ? {} : { patches: apiPatches }) })))
  return {
    sql, url, shape, apis, streets: streetsOf(shape), scopes: scopesOf(shape), addresses: apis.map((api) => api.address),
    wireFor(scope) {
      const place = scope.slice(scope.indexOf(':') + 1)
      const wire = wires.get(place.slice(0, 6)) ?? wires.get(districtsOf(shape)[0] ?? '')
      if (wire === undefined) throw new Error(`nobody reads ${scope}`)
      return wire
    },
    async close() {
      await Promise.all(apis.map((api) => api.end()))
      await sql.close()
    },
  }
}
