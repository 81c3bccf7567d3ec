/** The cities a cache knows, each with its areas: what codes an outline may have. */
import type { ReadableDatabase } from '../open.ts'

export interface KnownCity {
  id: string
  name: string
  /** `label`: where the area's name stands, WGS-84. */
  areas: { id: string; level: string; label: [number, number] | null }[]
}

export function knownAreas(db: ReadableDatabase): KnownCity[] {
  const cities = db.prepare("SELECT id, name FROM area WHERE level = 'city' ORDER BY id").all() as { id: string; name: string }[]
  const select = db.prepare("SELECT id, level, body -> '$.label' FROM area WHERE body ->> '$.city' = ? ORDER BY id").raw()
  return cities.map(({ id, name }) => ({
    id, name, areas: (select.all(id) as [string, string, string | null][]).map(([area, level, label]) => ({ id: area, level, label: label === null ? null : (JSON.parse(label) as [number, number]) })),
  }))
}
