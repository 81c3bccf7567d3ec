/** Outlines that an administrator has put into this PC's data folder: checked when written, and again whenever they are read. */
import { hash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { SYSTEMS } from '../field/confusion.ts'
import type { CheckedFile } from './check-file.ts'
import { LEVELS } from './check-shape.ts'
import type { OutlineOptions } from './options.ts'

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const Ring = z.array(Position).min(4).refine((ring) => ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1], 'a ring is open')
const Held = z.object({
  format: z.literal('yongai-outlines-1'),
  city: z.string().min(1).max(200),
  level: z.enum(LEVELS),
  /** What the file was declared in; the outlines here are WGS-84, the file itself lies beside. */
  system: z.enum(SYSTEMS),
  source: z.string().max(500),
  asOf: z.iso.date(),
  original: z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }),
  outlines: z.array(z.object({ id: z.string().min(1).max(200), polygons: z.array(z.array(Ring).min(1)).min(1) })).min(1),
  digest: z.string(),
})
export type HeldOutlines = z.infer<typeof Held>

/** A file of the folder: what it holds, or why it cannot be used. */
export type HeldFile = { name: string; held: HeldOutlines } | { name: string; fault: 'unreadable' | 'changed' }

/** In the data folder beside the profiles: outlines are the city's, whoever signs in. */
export const OUTLINES_FOLDER = 'outlines'
const ENDING = '.outlines.json'

/** Digest over everything but itself: a file edited by hand is no longer what was checked. */
function digestOf({ digest: _digest, ...rest }: HeldOutlines): string {
  return hash('sha256', JSON.stringify(rest), 'hex')
}

/** One file per city and level; a newer one takes the place of the older. Returns its path. */
export function writeHeld(folder: string, city: string, { outlines, sha256, bytes }: CheckedFile, { file, level, system, source, asOf }: OutlineOptions): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${encodeURIComponent(city)}-${level}`
  const original = `${name}.original.geojson`
  const held: HeldOutlines = {
    format: 'yongai-outlines-1', city, level, system, source, asOf, original: { name: original, sha256, bytes }, outlines: outlines.map(({ id, polygons }) => ({ id, polygons })), digest: '',
  }
  copyFileSync(file, join(folder, original))
  const path = join(folder, `${name}${ENDING}`)
  writeFileSync(`${path}.new`, JSON.stringify({ ...held, digest: digestOf(held) }), { flush: true })
  renameSync(`${path}.new`, path)
  return path
}

/** All files of the folder in the order of their names; none where there is no folder. */
export function readHeldFolder(folder: string): HeldFile[] {
  return namesIn(folder).filter((name) => name.endsWith(ENDING)).sort().map((name): HeldFile => {
    const parsed = parse(join(folder, name))
    if (parsed === null) return { name, fault: 'unreadable' }
    return digestOf(parsed) === parsed.digest ? { name, held: parsed } : { name, fault: 'changed' }
  })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function parse(path: string): HeldOutlines | null {
  try {
    return Held.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
