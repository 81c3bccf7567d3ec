/**
 * The second copy: one line per transaction, on stable storage before SQLite commits the same. The file has room made in advance, because
 * an fsync that also has to record a new length costs twice as much.
 */
import { isFull, type Disk, type DiskFile } from './disk.ts'
import { add, contentOf, emptyHeld, type Held } from './held.ts'
import { encodeLine, readLines } from './line.ts'
import type { Transaction } from './op.ts'

export const JOURNAL_FILE = 'outbox.journal'
export const JOURNAL_FORMAT = 1
const ROOM = 64 * 1024

export interface Head {
  format: number
  owner: string
  client: string
}
export interface JournalContent {
  /** Null: the first line is not readable. */
  head: Head | null
  held: Held
  bad: number
  end: number
  isTorn: boolean
}
type Line = { head: Head } | Partial<Transaction>

/** Null: there is none. A file of zeros is one whose first line never became durable. */
export function readJournal(disk: Disk, path: string): JournalContent | null {
  const bytes = disk.read(path)
  if (bytes === null) return null
  const { records, bad, end, isTorn } = readLines(bytes)
  if (end === 0 && !isTorn) return null
  const held = emptyHeld()
  let head: Head | null = null
  for (const record of records as Line[]) {
    if ('head' in record) head ??= record.head
    else add(held, record)
  }
  return { head, held, bad: end === 0 ? 1 : bad, end, isTorn }
}

/** The whole file in one go, beside its place first: after a crash there is the old one or the new one. */
export function writeJournal(disk: Disk, path: string, folder: string, head: Head, held: Held): void {
  const next = `${path}.next`
  const { ops, events, drafts } = contentOf(held)
  const lines = [{ head }, ...ops.map((op) => ({ ops: [op] })), ...events.map((event) => ({ events: [event] })), ...drafts.map((draft) => ({ drafts: [draft] }))]
  const bytes = Buffer.concat(lines.map(encodeLine))
  disk.remove(next)
  const file = disk.open(next)
  try {
    file.write(bytes, 0)
    file.sync()
  } finally {
    file.close()
  }
  // What replaces the only other copy is read once more first.
  const written = disk.read(next)
  if (written === null || !bytes.equals(written)) throw Object.assign(new Error('the new journal does not read as it was written'), { code: 'EIO' })
  disk.rename(next, path)
  disk.syncFolder(folder)
}

export interface Journal {
  /** On stable storage when it returns; counts once it is kept. */
  append(transaction: Transaction): void
  keep(): void
  /** Never throws: a line that cannot be taken back now is overwritten before the next one, or found whole at the next start. */
  takeBack(): void
  read(): JournalContent | null
  rewrite(held: Held): void
  close(): void
}

/** Of a journal that is whole; what follows its last line is cut off. */
export function openJournal(disk: Disk, folder: string, path: string, head: Head): Journal {
  let file: DiskFile | null = null
  let end = 0
  /** Where the line ends that is not kept yet. */
  let lineEnd = 0
  /** How far the file goes; asked once, for every edit is waited for. */
  let size = 0
  let isNameSure = true

  const open = (): DiskFile => {
    if (file) return file
    const found = readJournal(disk, path)
    end = found?.end ?? 0
    const opened = disk.open(path)
    try {
      if (found?.isTorn) {
        opened.truncate(end)
        opened.sync()
      }
      lineEnd = end
      size = opened.size()
    } catch (error) {
      opened.close()
      throw error
    }
    return (file = opened)
  }
  const shut = (): void => {
    file?.close()
    file = null
  }
  const zeros = (from: number, to: number): void => {
    if (to > from) open().write(Buffer.alloc(to - from), from)
  }
  const makeRoom = (needed: number): void => {
    if (needed <= size) return
    try {
      zeros(size, Math.ceil(needed / ROOM) * ROOM)
    } catch (error) {
      // Without the room it is slower; whether the line itself has a place will be seen.
      if (!isFull(error)) throw error
    } finally {
      size = open().size()
    }
  }

  open()
  return {
    append(transaction) {
      const to = open()
      if (!isNameSure) disk.syncFolder(folder)
      isNameSure = true
      const line = encodeLine(Object.fromEntries(Object.entries(transaction).filter(([, part]) => part.length > 0)))
      lineEnd = end + line.byteLength
      makeRoom(lineEnd)
      to.write(line, end)
      to.sync()
    },
    keep() {
      end = lineEnd
      size = Math.max(size, end)
    },
    takeBack() {
      if (lineEnd === end) return
      try {
        zeros(end, lineEnd)
        open().sync()
        lineEnd = end
      } catch {
        // The next line begins where this one does: whole it is only until then.
      }
    },
    read: () => readJournal(disk, path),
    rewrite(held) {
      // Windows moves nothing onto a file that is open.
      shut()
      isNameSure = false
      try {
        writeJournal(disk, path, folder, head, held)
        isNameSure = true
      } finally {
        open()
      }
    },
    close: shut,
  }
}
