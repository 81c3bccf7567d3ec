/** The one moment at which an import becomes visible: everything in one transaction, or nothing. */
import type { Row } from '../../sync/protocol.ts'
import { commit, type CityRow, type Write } from '../log.ts'
import { loadWithin } from '../load.ts'
import type { Sql, Tx } from '../sql.ts'
import { pointOf } from './case-row.ts'
import { readStage } from './stage.ts'

/** More than this goes past the change log: desks take a new snapshot instead of a flood of changes. */
const LOGGED_ROWS = 1_000

export interface Beside {
  /** Runs first in the same transaction, for what belongs to the city but is no row. */
  before: (tx: Tx) => Promise<void>
  progress: (rows: number) => void
}

/** Writes the city's frame and the `waiting` rows of the stage that are new or changed. */
export async function writeCity(sql: Sql, table: string, city: string, frame: CityRow[], waiting: number, { before, progress }: Beside): Promise<void> {
  await sql.transaction(async (tx) => {
    await before(tx)
    if (waiting + frame.length <= LOGGED_ROWS) {
      const writes: Write[] = []
      for await (const row of allRows(tx, table, city, frame)) writes.push({ op: 'put', row })
      await commit(tx, writes)
    } else await loadWithin(tx, allRows(tx, table, city, frame), progress)
  })
}

async function* allRows(tx: Tx, table: string, city: string, frame: CityRow[]): AsyncGenerator<CityRow> {
  yield* frame
  for await (const { type, scope, body } of readStage(tx, table)) {
    const row = JSON.parse(body) as CityRow['body']
    yield { type, scope, city, body: row }
    if (type === 'case') yield { type: 'point', scope: `city:${city}`, city, body: pointOf(row as unknown as Row<'case'>) }
  }
}
