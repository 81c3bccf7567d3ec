/** Part: the field lane of a full cache made ready by the product, the same rows read one by one, or the bytes of the packed columns and nothing else. */
import { crc32 } from 'node:zlib'
import { openReadable, type ReadableDatabase } from '../../main/store/open.ts'
import { fieldState } from '../../main/store/queries/field-state.ts'
import { hand, inputOf, timed } from './part.ts'
import { END } from './reports.ts'

interface Sums { rows: number; x: number; y: number; reportedAt: number; weight: number }

function openColumns(db: ReadableDatabase): () => Sums {
  const { columns } = fieldState({ db })
  return () => {
    const sums: Sums = { rows: columns.size, x: 0, y: 0, reportedAt: 0, weight: 0 }
    for (let n = 0; n < columns.size; n++) add(sums, columns.x[n]!, columns.y[n]!, columns.reportedAt[n]!, columns.weight[n]!)
    return sums
  }
}

type Row = [id: string, x: number, y: number, reportedAt: number, classId: string, status: string, area: string, weight: number]

/** The columns' own select, and nothing done with what it gives but a sum. */
function readRows(db: ReadableDatabase): () => Sums {
  const sums: Sums = { rows: 0, x: 0, y: 0, reportedAt: 0, weight: 0 }
  const select = db.prepare('SELECT id, x, y, reported_at, class, status, area, weight FROM point').raw()
  for (const row of select.iterate() as IterableIterator<Row>) {
    sums.rows += 1
    add(sums, row[1], row[2], row[3], row[7])
  }
  return () => sums
}

/** The floor under any way of opening: every byte is fetched and its checksum made. The columns' sums prove the bytes; they are not asked again. */
function readBytes(db: ReadableDatabase): () => Sums {
  for (const { data } of db.prepare('SELECT data FROM point_column').iterate() as IterableIterator<{ data: Buffer }>) crc32(data)
  return () => openColumns(db)()
}

const WAYS = { columns: openColumns, rows: readRows, bytes: readBytes }

function add(sums: Sums, x: number, y: number, reportedAt: number, weight: number): void {
  sums.x += x
  sums.y += y
  // Seconds from the end: a sum of instants would not be exact.
  sums.reportedAt += (reportedAt - END) / 1_000
  sums.weight += weight
}

const { path, how } = inputOf<{ path: string; how: keyof typeof WAYS }>()
const db = openReadable(path)
// What every connection does once: the schema is read before the clock runs, for both.
db.prepare('SELECT 1 FROM point LIMIT 1').get()
let sums: (() => Sums) | undefined
const used = await timed(() => {
  sums = WAYS[how](db)
})
await hand({ ...used, answer: JSON.stringify(sums?.()) })
