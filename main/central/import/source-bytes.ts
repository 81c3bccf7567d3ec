/** The bytes of a file, decompressed where it is gzip, with a guard against files that unpack to absurd sizes. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream'
import { ImportRefused } from './refusal.ts'

export interface ByteLimits {
  /** Unpacked bytes above which the ratio counts. */
  freeBytes: number
  /** Unpacked ÷ packed: CSV reaches 20, JSON 40, a bomb 1,000. */
  ratio: number
}
export const BYTE_LIMITS: ByteLimits = { freeBytes: 32 * 2 ** 20, ratio: 100 }

export async function isGzip(file: string): Promise<boolean> {
  const head = await readHead(file)
  if (head.length === 0) throw new ImportRefused('the file is empty')
  if (head[0] === 0x50 && head[1] === 0x4b) throw new ImportRefused('this is a ZIP or Excel file: save the sheet as CSV and import that')
  return head[0] === 0x1f && head[1] === 0x8b
}

async function readHead(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new ImportRefused(`cannot open ${file}: ${error.code ?? error.message}`)
  })
  try {
    if (!(await handle.stat()).isFile()) throw new ImportRefused(`${file} is not a file`)
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Chunks of the unpacked file; `onPacked` sees the bytes as they lie on the disk. */
export async function* readBytes(file: string, limits: ByteLimits = BYTE_LIMITS, onPacked?: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  const gzip = await isGzip(file)
  let packedBytes = 0
  async function* packed(): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      packedBytes += chunk.length
      onPacked?.(chunk)
      yield chunk
    }
  }
  if (!gzip) {
    yield* packed()
    return
  }
  let bytes = 0
  // The callback is needed: without it a broken file would be an uncaught error besides the one thrown below.
  const unpacked = pipeline(packed, createGunzip({ chunkSize: 256 * 1024 }), () => {})
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > limits.freeBytes && bytes > packedBytes * limits.ratio) {
        throw new ImportRefused(`the file unpacks to more than ${limits.ratio} times its size: not read`)
      }
      yield chunk
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error
    throw new ImportRefused(`the file cannot be unpacked: ${(error as Error).message}`)
  }
}
