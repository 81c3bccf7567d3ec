/** A file as the PMTiles library wants it: any range of its bytes, and never one past its end. */
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { RangeResponse, Source } from 'pmtiles'
import { Refused } from './refused.ts'

export interface FileSource extends Source {
  readonly size: number
  /** Time of the last change, whole milliseconds. */
  readonly changedAt: number
  getBytes(offset: number, length: number): Promise<RangeResponse>
  close(): Promise<void>
}

/** A directory or a tile is never larger; a length beyond is a fault of the file, not a reason to take that much memory. */
const LONGEST_RANGE = 32 * 2 ** 20

/** Rejects where there is no regular file; a link is not followed. */
export async function openFileSource(path: string): Promise<FileSource> {
  // Windows has no such flag: links need rights there that hardly anybody has.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw new Refused('unreadable', 'not a file')
    const { size } = stat
    return {
      size,
      changedAt: Math.trunc(stat.mtimeMs),
      getKey: () => 'file',
      async getBytes(offset, length) {
        if (!Number.isSafeInteger(offset) || offset < 0 || !(length >= 0) || length > LONGEST_RANGE) throw new Refused('directory', `a range of ${length} bytes at ${offset}`)
        if (offset + length > size) throw new Refused('truncated', `${length} bytes at ${offset} of ${size}`)
        const bytes = new Uint8Array(length)
        for (let at = 0; at < length;) {
          const { bytesRead } = await handle.read(bytes, at, length - at, offset + at)
          if (bytesRead === 0) throw new Refused('changed', 'the file became shorter')
          at += bytesRead
        }
        return { data: bytes.buffer }
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}
