/** Answers 'quality.flagged': a page of the records that probably lie off, each with its evidence. */
import type { Input } from '../../../preload/contract/api.ts'
import type { FlaggedPage, FlaggedRow } from '../../../preload/contract/quality.ts'
import { CONFUSIONS, undo } from '../../field/confusion.ts'
import { WORLD_LEVEL, worldX, worldY } from '../../field/ground.ts'
import { otherWaysHome } from '../../field/strays.ts'
import type { ReadableDatabase } from '../open.ts'
import { keyOf } from '../point-key.ts'
import type { ReaderContext } from '../reader-context.ts'
import { areaAt, type AreaOutlines } from './area-outlines.ts'
import type { Displaced, Examined } from './examine.ts'
import { fieldState, type FieldState } from './field-state.ts'
import { examineAll, nameOf, offsetAt } from './quality.ts'

/** In the order of the displacements, and within one in that of the rows. */
export function getFlagged(context: ReaderContext, { from, limit }: Input<'quality.flagged'>): FlaggedPage {
  const { areas, examined } = examineAll(context)
  const state = fieldState(context)
  const rows: FlaggedRow[] = []
  let total = 0
  let displacement = 0
  for (const one of examined) {
    for (const displaced of one.displaced) {
      const page = displaced.flagged.slice(Math.max(0, from - total), Math.max(0, from + limit - total))
      for (const stray of page) rows.push(...flaggedRow(context.db, state, areas, one, displaced, stray).map((row) => ({ ...row, displacement })))
      total += displaced.flagged.length
      displacement++
    }
  }
  return { from, total, rows }
}

interface Held {
  id: string
  name: string | null
  area: string
  lng: number
  lat: number
}

/** None, where the row has gone since it was examined. */
function flaggedRow(db: ReadableDatabase, state: FieldState, areas: AreaOutlines, { rows, strays }: Examined, { confusion }: Displaced, stray: number): Omit<FlaggedRow, 'displacement'>[] {
  const n = strays.rows[stray]!
  const held = rows.ids === null ? reportAt(db, state, n) : rowOf(db, rows.type, rows.ids[n]!)
  if (held === undefined) return []
  const { actual, declared } = CONFUSIONS[confusion]!
  const { id, name, lng, lat } = held
  const world = 2 ** WORLD_LEVEL
  const found = areaAt(areas, worldX(lng) * world, worldY(lat) * world)
  const [homeLng, homeLat] = undo(CONFUSIONS[confusion]!, lng, lat)
  return [{
    type: rows.type, id, name, area: nameOf(db, 'area', held.area), found: found === null ? null : nameOf(db, 'area', found),
    lng, lat, homeLng, homeLat, ...offsetAt(CONFUSIONS[confusion]!, lng, lat), actual, declared, otherWays: otherWaysHome(strays.hits[confusion]![stray]!),
  }]
}

/** The columns keep no ids: its time and place find the row, and its key tells it from another one there. */
function reportAt(db: ReadableDatabase, { columns }: FieldState, n: number): Held | undefined {
  const select = "SELECT id, NULL AS name, area, body ->> '$.lng' AS lng, body ->> '$.lat' AS lat FROM point WHERE reported_at = ? AND x = ? AND y = ?"
  const rows = db.prepare(select).all(columns.reportedAt[n]!, columns.x[n]!, columns.y[n]!) as Held[]
  return rows.find(({ id }) => {
    const [high, low] = keyOf(id)
    return high === columns.keyHigh[n] && low === columns.keyLow[n]
  })
}

const NAMES: Record<string, string> = { site: 'name', bottleneck: 'name', shift: "body ->> '$.post'" }

function rowOf(db: ReadableDatabase, type: string, id: string): Held | undefined {
  return db.prepare(`SELECT id, ${NAMES[type]!} AS name, area, lng, lat FROM "${type}" WHERE id = ?`).get(id) as Held | undefined
}
