/** Eight megabytes that are given back when the disk is full, so that what has just been typed can still be saved. */
import { join } from 'node:path'
import { isFull, type Disk } from './disk.ts'

export const RESERVE_FILE = 'outbox.reserve'
const RESERVE_BYTES = 8 * 1024 * 1024
const PIECE = 1024 * 1024

/** Does nothing when there is no room: then there is nothing to keep back. Not zeros: some file systems store none of those. */
export function keepReserve(disk: Disk, folder: string): void {
  const path = join(folder, RESERVE_FILE)
  if (disk.exists(path)) return
  const next = `${path}.next`
  try {
    const file = disk.open(next)
    try {
      for (let at = 0; at < RESERVE_BYTES; at += PIECE) file.write(noise(at), at)
      file.sync()
    } finally {
      file.close()
    }
    disk.rename(next, path)
  } catch (error) {
    disk.remove(next)
    if (!isFull(error)) throw error
  }
}

/** Bytes that do not compress, the same every time. */
function noise(seed: number): Buffer {
  const words = new Uint32Array(PIECE / 4)
  let x = seed + 0x9e3779b9
  for (let i = 0; i < words.length; i++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    words[i] = x
  }
  return Buffer.from(words.buffer)
}

/** Tries `work`; when the disk is full, once more without the reserve. `work` must leave nothing behind when it throws. */
export function withReserve<T>(disk: Disk, folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!isFull(error) || !giveReserveBack(disk, folder)) throw error
    return work()
  }
}

/** False: there is none, or a disk so full that not even this can be done. */
export function giveReserveBack(disk: Disk, folder: string): boolean {
  const path = join(folder, RESERVE_FILE)
  if (!disk.exists(path)) return false
  try {
    disk.remove(path)
    return true
  } catch {
    return false
  }
}
