/** Moves a damaged cache aside with its WAL, as one unit: a WAL left behind would be replayed into the next file. */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const KEPT = 2
const KEPT_MS = 14 * 24 * 3_600_000
/** The WAL goes first: a crash between two renames must not leave an old WAL beside a new database. */
const SUFFIXES = ['-wal', '-shm', '']

export function quarantine(folder: string, file: string, now: number): void {
  const aside = join(folder, 'quarantine', String(now))
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  for (const suffix of SUFFIXES) {
    const from = join(folder, file + suffix)
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, join(aside, file + suffix))
  }
  tidyQuarantine(folder, now)
}

/** A WAL whose database is gone must not be replayed into a new one. */
export function quarantineLeftovers(folder: string, file: string, now: number): void {
  if (SUFFIXES.some((suffix) => statSync(join(folder, file + suffix), { throwIfNoEntry: false }))) quarantine(folder, file, now)
}

/** Keeps the two newest, none older than fourteen days. */
export function tidyQuarantine(folder: string, now: number): void {
  const root = join(folder, 'quarantine')
  if (!statSync(root, { throwIfNoEntry: false })) return
  const stamps = readdirSync(root).map(Number).filter(Number.isFinite).sort((a, b) => b - a)
  for (const [i, stamp] of stamps.entries()) {
    if (i >= KEPT || now - stamp > KEPT_MS) rmSync(join(root, String(stamp)), { recursive: true, force: true })
  }
}
