/** What places, areas and classes are called on a wall: names are anybody's words, so numbers of persons in them are masked. Every name on a wall comes from here. */
import type { WallName } from '../../../preload/contract/wall.ts'
import { maskText } from '../../casework/mask.ts'
import type { ReadableDatabase } from '../open.ts'

export const publicName = (zh: string, en: string | null = null): WallName => ({ zh: maskText(zh), en: en === null ? null : maskText(en) })

/** Null: nothing here is called so. */
export const wallName = (db: ReadableDatabase, area: string | null): WallName | null => nameIn(db, 'area', area)
export const className = (db: ReadableDatabase, id: string): WallName | null => nameIn(db, 'class', id)

function nameIn(db: ReadableDatabase, table: 'area' | 'class', id: string | null): WallName | null {
  const row = id === null ? undefined : (db.prepare(`SELECT name, body ->> '$.name_en' FROM "${table}" WHERE id = ?`).raw().get(id) as [string, string | null] | undefined)
  return row === undefined ? null : publicName(...row)
}
