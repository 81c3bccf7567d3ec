/** Names of the outlined areas and where they stand, for the wall's maps: public, and no more of an area than that. */
import type { WallPlaceName } from '../../../preload/contract/wall.ts'
import type { ReadableDatabase } from '../open.ts'
import { publicName } from './wall-name.ts'

type NameRow = [id: string, zh: string, en: string | null, label: string]

/** Of one level; those of `parent` alone unless it is null. Areas that say no place for their name are left out. */
export function wallPlaceNames(db: ReadableDatabase, level: 'district' | 'street', parent: string | null): WallPlaceName[] {
  const select = `SELECT id, name, body ->> '$.name_en', body -> '$.label' FROM area WHERE level = ? AND (? IS NULL OR parent = ?) AND body ->> '$.label' IS NOT NULL ORDER BY id`
  return (db.prepare(select).raw().all(level, parent, parent) as NameRow[]).map(([id, zh, en, label]) => {
    const [lng, lat] = JSON.parse(label) as [number, number]
    return { id, name: publicName(zh, en), lng, lat }
  })
}
