/** The disk of this PC. Files are readable by their user alone; what a virus scanner holds for a moment is tried again. */
import { closeSync, constants, existsSync, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import type { Disk, DiskFile } from './disk.ts'

/** How Windows says that another program has the file open. */
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES'])
const PATIENCE_MS = 5_000
const PAUSE_MS = 50

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Elsewhere these codes mean a missing right, which no waiting brings. `pause` waits that many milliseconds. */
export function patiently<T>(work: () => T, platform: string = process.platform, pause: (ms: number) => void = sleep): T {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      return work()
    } catch (error) {
      if (platform !== 'win32' || !HELD.has(codeOf(error)) || waited >= PATIENCE_MS) throw error
      pause(PAUSE_MS)
    }
  }
}

/** This runs on a thread of its own, which nobody's screen waits for. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

function openFile(path: string): DiskFile {
  const file = patiently(() => openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600))
  return {
    size: () => fstatSync(file).size,
    write(bytes, at) {
      // A disk that is nearly full takes a part and says so only at the next write.
      for (let done = 0; done < bytes.byteLength; ) done += writeSync(file, bytes, done, bytes.byteLength - done, at + done)
    },
    truncate: (size) => ftruncateSync(file, size),
    // The size is synced where it matters; the time of writing may be lost.
    sync: () => fdatasyncSync(file),
    close: () => closeSync(file),
  }
}

export const REAL_DISK: Disk = {
  read(path) {
    try {
      return patiently(() => readFileSync(path))
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    }
  },
  open: openFile,
  exists: (path) => existsSync(path),
  rename: (from, to) => patiently(() => renameSync(from, to)),
  remove(path) {
    try {
      patiently(() => unlinkSync(path))
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
  },
  list: (folder) => (existsSync(folder) ? readdirSync(folder).sort() : []),
  makeFolder: (path) => void mkdirSync(path, { recursive: true, mode: 0o700 }),
  syncFolder(folder) {
    // Windows keeps its names in a log of its own and opens no folder.
    if (process.platform === 'win32') return
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  },
}
