/** The whole check of a file: head, metadata, directories, a sample of tiles, then its SHA-256. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { BaseMapFacts } from '../../preload/contract/base-map.ts'
import { openArchive } from './archive.ts'
import { openFileSource } from './file-source.ts'
import { readMetadata } from './metadata.ts'
import { Refused } from './refused.ts'
import { survey } from './survey.ts'

export interface CheckOptions {
  signal: AbortSignal
  onBytes(done: number): void
  now(): number
}

/** Rejects with Refused, with an error of the system, or with the signal's reason. */
export async function checkFile(path: string, { signal, onBytes, now }: CheckOptions): Promise<BaseMapFacts> {
  const source = await openFileSource(path)
  const archive = await openArchive(source)
  try {
    const { header, tileType } = archive
    const said = readMetadata(await archive.metadata())
    const found = await survey(archive, signal)
    const sha256 = await digest(path, source.size, signal, onBytes)
    return {
      kind: tileType === 'mvt' ? 'vector' : 'raster', tileType,
      bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat], minZoom: header.minZoom, maxZoom: header.maxZoom,
      ...found, ...said, fileAt: source.changedAt, sha256, checkedAt: now(),
    }
  } finally {
    await archive.close()
  }
}

async function digest(path: string, size: number, signal: AbortSignal, onBytes: (done: number) => void): Promise<string> {
  const hash = createHash('sha256')
  let done = 0
  for await (const chunk of createReadStream(path, { signal, highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    onBytes((done += chunk.length))
  }
  if (done !== size) throw new Refused('changed', `${done} bytes, ${size} before`)
  return hash.digest('hex')
}
