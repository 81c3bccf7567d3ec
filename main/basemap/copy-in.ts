/** Brings a file of the operator's into the folder of base maps: under another name until it is whole, with its time kept. */
import { constants } from 'node:fs'
import { open, rename, rm, utimes } from 'node:fs/promises'
import { Refused } from './refused.ts'

const CHUNK_BYTES = 4 * 2 ** 20

/** Rejects with an error of the system, with Refused 'changed', or with the signal's reason; nothing is left behind then. */
export async function copyIn(from: string, to: string, signal: AbortSignal, onBytes: (done: number) => void): Promise<void> {
  const part = `${to}.part`
  try {
    await copyBytes(from, part, signal, onBytes)
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function copyBytes(from: string, part: string, signal: AbortSignal, onBytes: (done: number) => void): Promise<void> {
  const source = await open(from, constants.O_RDONLY)
  try {
    const { size, atime, mtime } = await source.stat()
    const target = await open(part, 'w', 0o600)
    try {
      const chunk = new Uint8Array(CHUNK_BYTES)
      for (let at = 0; at < size;) {
        signal.throwIfAborted()
        const { bytesRead } = await source.read(chunk, 0, Math.min(CHUNK_BYTES, size - at), at)
        if (bytesRead === 0) throw new Refused('changed', 'the file became shorter')
        await target.writeFile(chunk.subarray(0, bytesRead))
        onBytes((at += bytesRead))
      }
      await target.sync()
    } finally {
      await target.close()
    }
    await utimes(part, atime, mtime)
  } finally {
    await source.close()
  }
}
