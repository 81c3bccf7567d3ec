/** Walks all directories of a file and reads a sample of its tiles: what lies where it is said to lie is sound. */
import type { Entry } from 'pmtiles'
import type { Archive } from './archive.ts'
import { Refused } from './refused.ts'

/** Tiles that are unpacked and read, spread evenly over the file; all where it has no more. */
export const SAMPLED_TILES = 48
/** A root and two levels of leaves is what the library follows. */
const DEEPEST_LEAF = 3

export interface Survey {
  tiles: number
  sampled: number
}

/** Throws Refused; throws the signal's reason when it is broken off. */
export async function survey(archive: Archive, signal: AbortSignal): Promise<Survey> {
  const { header } = archive
  const sample = makeSample(SAMPLED_TILES)
  let lastTile = -1
  const walk = async (offset: number, length: number, depth: number): Promise<void> => {
    signal.throwIfAborted()
    if (depth > DEEPEST_LEAF) throw new Refused('directory', 'directories within directories without end')
    for (const entry of await archive.directory(offset, length)) {
      if (entry.runLength > 0) {
        checkRange(entry, header.tileDataLength ?? 0)
        if (entry.tileId <= lastTile) throw new Refused('directory', 'tiles out of order')
        lastTile = entry.tileId + entry.runLength - 1
        sample.take(entry)
      } else {
        checkRange(entry, header.leafDirectoryLength ?? 0)
        await walk(header.leafDirectoryOffset + entry.offset, entry.length, depth + 1)
      }
    }
  }
  await walk(header.rootDirectoryOffset, header.rootDirectoryLength, 0)
  if (sample.seen() === 0) throw new Refused('no-tiles', 'no entry for a tile')
  let features = 0
  for (const entry of sample.kept()) {
    signal.throwIfAborted()
    features += (await archive.tileOf(entry)).features
  }
  if (features === 0) throw new Refused('no-tiles', `${sample.kept().length} tiles, and nothing in them`)
  return { tiles: sample.seen(), sampled: sample.kept().length }
}

function checkRange({ offset, length }: Entry, sectionBytes: number): void {
  if (offset + length > sectionBytes) throw new Refused('directory', `${length} bytes at ${offset} of ${sectionBytes}`)
}

/** Every n-th entry, n doubling whenever twice as many are kept as wanted: no count is needed beforehand. */
function makeSample(wanted: number): { take(entry: Entry): void; seen(): number; kept(): Entry[] } {
  let stride = 1
  let seen = 0
  let kept: Entry[] = []
  return {
    take(entry) {
      if (seen++ % stride !== 0) return
      kept.push(entry)
      if (kept.length < 2 * wanted) return
      kept = kept.filter((_, i) => i % 2 === 0)
      stride *= 2
    },
    seen: () => seen,
    kept: () => kept,
  }
}
