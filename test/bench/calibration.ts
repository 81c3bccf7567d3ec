/** The machine's own pace: a scan, a blur, an insert and a deflate that have nothing to do with the product. */
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { loadSqlite } from '../../main/store/guard.ts'
import { hand, runPart } from './part.ts'
import { median } from './verdict.ts'

/** Milliseconds of each piece of work, by name. */
export type Pace = Record<string, number>

export const calibrate = (): Promise<Pace> => runPart<Pace>('calibration.ts', null)

const SIZE = 2_000_000

function scan(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) if (values[i]! > 0.25) sum += values[i]!
  return sum
}

function blur(from: Float32Array, into: Float32Array): void {
  for (let row = 0; row < 500; row++)
    for (let i = 12; i < 988; i++) {
      let sum = 0
      for (let t = -12; t <= 12; t++) sum += from[row * 1_000 + i + t]!
      into[row * 1_000 + i] = sum
    }
}

function insert(): void {
  const db = new (loadSqlite())(':memory:')
  db.exec('CREATE TABLE t (id TEXT PRIMARY KEY, a INTEGER, b INTEGER) STRICT; CREATE INDEX t_a ON t (a)')
  const put = db.prepare('INSERT INTO t VALUES (?, ?, ?)')
  db.transaction(() => {
    for (let i = 0; i < 30_000; i++) put.run(`row-${i}`, (i * 7919) % 30_011, i)
  })()
  db.close()
}

/** Median of seven after two that warm up. */
function paceOf(work: () => unknown): number {
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
  return median(times.slice(2))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const values = Float64Array.from({ length: SIZE }, (_, i) => ((i * 7919) % 1_000) / 1_000)
  const [from, into] = [new Float32Array(500_000).fill(1), new Float32Array(500_000)]
  const bytes = Buffer.from(values.buffer, 0, 1_000_000)
  await hand({ scan: paceOf(() => scan(values)), blur: paceOf(() => blur(from, into)), insert: paceOf(insert), deflate: paceOf(() => deflateSync(bytes)) } satisfies Pace)
}
