/** Makes the parts of a snapshot as a central would: manifest and gzip NDJSON in a folder. Run as a part, so that its memory is not the bench's. */
import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { LIMITS, type Snapshot } from '../../main/sync/protocol.ts'
import { hand, inputOf, runPart } from './part.ts'
import { cityRows, lineOf, reports, SCOPE } from './reports.ts'

export const EPOCH = '00000000-0000-4000-8000-000000000001'
const MANIFEST = 'manifest.json'

/** The folder of a snapshot of so many reports, made when it is not there. */
export async function readySnapshot(work: string, count: number): Promise<string> {
  const folder = join(work, `snapshot-${count}`)
  if (!existsSync(join(folder, MANIFEST))) await runPart('ready-snapshot.ts', { folder, count })
  return folder
}

export const readManifest = (folder: string): Snapshot => JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Snapshot
export const readPacked = (folder: string, n: number): Buffer => readFileSync(join(folder, `part-${n}.gz`))
/** Uncompressed lines of a part. */
export const readLines = (folder: string, n: number): string[] => gunzipSync(readPacked(folder, n)).toString('utf8').trimEnd().split('\n')

function* lines(count: number): Generator<string> {
  for (const { type, row } of cityRows()) yield lineOf(type, row)
  for (const row of reports(count)) yield lineOf('point', row)
}

function build(folder: string, count: number): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(`${folder}.new`, { recursive: true })
  const parts: Snapshot['parts'] = []
  let held: string[] = []
  let bytes = 0
  const cut = (): void => {
    const raw = Buffer.from(held.join(''))
    writeFileSync(join(`${folder}.new`, `part-${parts.length}.gz`), gzipSync(raw, { level: 3 }))
    parts.push({ n: parts.length, rows: held.length, bytes: raw.length, sha256: hash('sha256', raw, 'hex') })
    held = []
    bytes = 0
  }
  for (const line of lines(count)) {
    const size = Buffer.byteLength(line)
    if (bytes + size > LIMITS.partBytes) cut()
    held.push(line)
    bytes += size
  }
  cut()
  const snapshot: Snapshot = { id: '00000000-0000-4000-8000-000000000002', scope: SCOPE, epoch: EPOCH, at_seq: 1, rows: parts.reduce((sum, part) => sum + part.rows, 0), parts, expires_at: '2100-01-01T00:00:00.000Z' }
  writeFileSync(join(`${folder}.new`, MANIFEST), JSON.stringify(snapshot))
  renameSync(`${folder}.new`, folder)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { folder, count } = inputOf<{ folder: string; count: number }>()
  build(folder, count)
  await hand('made')
}
