/** Writes a file whole or not at all: beside its place first, then moved there; what stands in the way is named so that a person can act. */
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { Refusal } from './refusal.ts'

/** At once, or piece by piece where they would fill the memory. */
export type FileBytes = Uint8Array | AsyncIterable<Uint8Array>

/** Throws Refusal 'disk-full' or 'not-writable'; then the place holds what it held before. */
export async function writeWhole(path: string, bytes: FileBytes): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    const file = await open(beside, 'wx')
    try {
      await file.writeFile(bytes)
      // Without it the name could reach the disk before the bytes.
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => null)
    throw refusalOf(error)
  }
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
/** EBUSY and EPERM: on Windows, the file is open in another program. */
const CLOSED: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EISDIR', 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ETXTBSY', 'EIO', 'ENODEV', 'ENXIO'])

/** What the system said, in the bridge's words; anything else comes back as it is. */
export function refusalOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (FULL.has(code)) return new Refusal('disk-full', code)
  return CLOSED.has(code) ? new Refusal('not-writable', code) : error
}
