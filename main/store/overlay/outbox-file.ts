/** The outbox as one reader has it open: opened when it is there, anew when another file has taken its place, and passed over while it cannot be read. */
import { statSync } from 'node:fs'
import { openStanding, outboxPath, type StandingOps } from '../../outbox/standing.ts'

export interface OutboxFile {
  readonly path: string
  standing: StandingOps | null
  /** Which file is open; null: none. */
  opened: string | null
  /** How a file stood that could not be read. */
  refused: string | null
}

export const outboxFileIn = (folder: string): OutboxFile => ({ path: outboxPath(folder), standing: null, opened: null, refused: null })

/** Null: there is no outbox, or none that can be read. */
export function currentOutbox(file: OutboxFile): StandingOps | null {
  const found = identityOf(file.path)
  if (found !== null && found === file.opened) return file.standing
  closeOutbox(file)
  if (found === null || (file.refused !== null && file.refused === standOf(file.path))) return null
  try {
    file.standing = openStanding(file.path)
    file.opened = found
    file.refused = null
  } catch {
    // Whoever saves or sends says what is wrong with it; here nothing of it is shown.
    file.refused = standOf(file.path)
  }
  return file.standing
}

/** It is no longer trusted until it has changed. */
export function refuseOutbox(file: OutboxFile): void {
  closeOutbox(file)
  file.refused = standOf(file.path)
}

export function closeOutbox(file: OutboxFile): void {
  file.standing?.db.close()
  file.standing = null
  file.opened = null
}

/** A file set aside keeps its number, and the one made in its place has another; a number used again has another birth. */
function identityOf(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined || stat.size === 0 ? null : `${stat.dev} ${stat.ino} ${stat.birthtimeMs}`
}

function standOf(path: string): string {
  return ['', '-wal'].map((suffix) => statSync(path + suffix, { throwIfNoEntry: false })).map((stat) => (stat === undefined ? '' : `${stat.ino} ${stat.size} ${stat.mtimeMs}`)).join(' ')
}
