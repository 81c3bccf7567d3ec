/** Unpacks what a file holds, up to a limit: a few hundred bytes can be made to fill a PC's memory. */
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, zstdDecompress } from 'node:zlib'
import { Compression } from 'pmtiles'
import type { BaseMapFault } from '../../preload/contract/base-map.ts'
import { Refused } from './refused.ts'

const UNPACK = {
  [Compression.Gzip]: promisify(gunzip) as Unpacker,
  [Compression.Brotli]: promisify(brotliDecompress) as Unpacker,
  [Compression.Zstd]: promisify(zstdDecompress) as Unpacker,
}
type Unpacker = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>

/** `broken` is the fault of bytes that do not unpack, `tooBig` of those that unpack to more than `mostBytes`. The answer has a buffer of its own. */
export async function unpack(bytes: Uint8Array, compression: Compression, mostBytes: number, broken: BaseMapFault, tooBig: BaseMapFault): Promise<Uint8Array<ArrayBuffer>> {
  if (compression === Compression.None) {
    if (bytes.length > mostBytes) throw new Refused(tooBig, `${bytes.length} bytes, at most ${mostBytes}`)
    return new Uint8Array(bytes)
  }
  if (!(compression in UNPACK)) throw new Refused('compression', `compression ${compression}`)
  try {
    return new Uint8Array(await UNPACK[compression as keyof typeof UNPACK](bytes, { maxOutputLength: mostBytes }))
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw new Refused(tooBig, `unpacks to more than ${mostBytes} bytes`, { cause: error })
    throw new Refused(broken, error instanceof Error ? error.message : String(error), { cause: error })
  }
}
