/**
 * The photos on this PC, each a file named by what it holds. Those added here lie apart: they may be the only copy, so they are on stable storage
 * before anything names them, and go only when no edit names them any more. Those fetched are a bounded store: the one not looked at for longest goes first.
 */
import { hash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { PHOTO_NAME } from '../../preload/contract/photo.ts'

export interface PhotoFolder {
  /** The bytes' name, once they are on stable storage. Rejects with what the system says (ENOSPC, …). */
  keep(bytes: Uint8Array): Promise<string>
  /** Null: not here, or no longer what its name says. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  has(name: string): Promise<boolean>
  /** Whether any was fetched. */
  hasFetched(): Promise<boolean>
  /** How much of a fetched photo is here. */
  begun(name: string): Promise<number>
  /** Goes on with a fetched photo where it ends now. */
  append(name: string, bytes: Uint8Array): Promise<void>
  /** False: what was fetched is not what its name says, and is thrown away. */
  finish(name: string): Promise<boolean>
  /** Lets go of fetched photos that are not in `shown`, and of added ones that are not in `named` and older than a day. */
  tidy(keep: { shown: ReadonlySet<string>; named: ReadonlySet<string> }, now: number): Promise<void>
}

export interface PhotoFolderOptions {
  folder: string
  /** Of the photos fetched, together. */
  mostBytes: number
  /** Milliseconds UTC: when a photo was last looked at. */
  now(): number
}

const PART = '.part'
const DAY_MS = 86_400_000
const nameOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')
const isMissing = (error: unknown): boolean => (error as { code?: string } | null)?.code === 'ENOENT'

export async function openPhotoFolder({ folder, mostBytes, now }: PhotoFolderOptions): Promise<PhotoFolder> {
  const [own, fetched] = [join(folder, 'added'), join(folder, 'fetched')]
  for (const path of [own, fetched]) await mkdir(path, { recursive: true, mode: 0o700 })
  let unnamed = 0

  /** The least recently looked at first, until the rest fits. */
  const makeRoom = async (): Promise<void> => {
    const files = (await Promise.all((await readdir(fetched)).map((name) => statOf(join(fetched, name))))).filter((file) => file !== null)
    let total = files.reduce((sum, { size }) => sum + size, 0)
    for (const { path, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (total <= mostBytes) return
      await rm(path, { force: true })
      total -= size
    }
  }

  return {
    async keep(bytes) {
      const name = nameOf(bytes)
      if ((await readAs(join(own, name), name)) !== null) {
        // Added again, it has its day again.
        await utimes(join(own, name), now() / 1000, now() / 1000)
        return name
      }
      const written = join(own, `${name}.${process.pid}-${(unnamed += 1)}.new`)
      try {
        await writeSynced(written, bytes)
        await rename(written, join(own, name))
        await syncFolder(own)
      } catch (error) {
        await rm(written, { force: true })
        throw error
      }
      return name
    },
    async read(name) {
      const added = await readAs(join(own, name), name)
      if (added !== null) return added
      const path = join(fetched, name)
      const bytes = await readAs(path, name)
      if (bytes !== null) await utimes(path, now() / 1000, now() / 1000)
      else await rm(path, { force: true })
      return bytes
    },
    has: async (name) => (await sizeOf(join(own, name))) !== null || (await sizeOf(join(fetched, name))) !== null,
    hasFetched: async () => (await readdir(fetched)).length > 0,
    begun: async (name) => (await sizeOf(join(fetched, name + PART))) ?? 0,
    async append(name, bytes) {
      const file = await open(join(fetched, name + PART), 'a', 0o600)
      try {
        await file.writeFile(bytes)
      } finally {
        await file.close()
      }
    },
    async finish(name) {
      const part = join(fetched, name + PART)
      const isWhole = (await readAs(part, name)) !== null
      if (isWhole) {
        await rename(part, join(fetched, name))
        await utimes(join(fetched, name), now() / 1000, now() / 1000)
        await makeRoom()
      } else await rm(part, { force: true })
      return isWhole
    },
    async tidy({ shown, named }, at) {
      for (const name of await readdir(fetched)) if (!shown.has(name.replace(PART, ''))) await rm(join(fetched, name), { force: true })
      for (const name of await readdir(own)) {
        // A form may hold a photo that no edit names yet.
        const isOld = at - ((await statOf(join(own, name)))?.mtimeMs ?? at) > DAY_MS
        if (isOld && !(PHOTO_NAME.test(name) && named.has(name))) await rm(join(own, name), { force: true })
      }
    },
  }
}

/** Null: it has gone meanwhile, as a part does whose photo has become whole. */
async function statOf(path: string): Promise<{ path: string; size: number; mtimeMs: number } | null> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { path, size, mtimeMs }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows keeps its names in a log of its own and opens no folder.
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const sizeOf = async (path: string): Promise<number | null> => (await statOf(path))?.size ?? null

async function readAs(path: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const bytes = Uint8Array.from(await readFile(path))
    return nameOf(bytes) === name ? bytes : null
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
