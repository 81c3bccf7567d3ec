/** What the outbox asks of a disk beside SQLite: small enough that a test can be a disk that fails, tears and forgets. */

export interface DiskFile {
  size(): number
  write(bytes: Uint8Array, at: number): void
  truncate(size: number): void
  /** Returns when everything written is on stable storage. */
  sync(): void
  close(): void
}

/** Every call throws what the system says, with its code (ENOSPC, EIO, …). */
export interface Disk {
  /** Null: there is no such file. */
  read(path: string): Uint8Array | null
  /** For reading and writing; makes the file when it is missing. */
  open(path: string): DiskFile
  exists(path: string): boolean
  /** Replaces what has the name. */
  rename(from: string, to: string): void
  remove(path: string): void
  /** Names in the folder, sorted; none when it is missing. */
  list(folder: string): string[]
  makeFolder(path: string): void
  /** Makes what was created, renamed and removed in the folder outlast a power cut. */
  syncFolder(folder: string): void
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL'])

/** There is no room, whoever says so. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FULL.has(String(error.code))
}
