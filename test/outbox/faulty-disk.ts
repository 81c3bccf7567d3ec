/** A disk that fails at a chosen step, and one whose power goes: what was not synced is lost, kept or torn, as the test asks. Works on real files. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Disk, DiskFile } from '../../main/outbox/disk.ts'
import { REAL_DISK } from '../../main/outbox/real-disk.ts'

/** The process is dead: nothing it asks of the disk happens any more. */
export class Crash extends Error {}

export interface Fault {
  /** The step, counted from 1. */
  at: number
  /** 'before' and 'after': the process dies before or after the step. Codes: the step fails, once or from then on. */
  kind: 'before' | 'after' | 'EIO' | 'ENOSPC' | 'EIO for good' | 'ENOSPC for good'
}

/** What the platter has of what was not synced: nothing, all, all but the second half of the last write, or only that last write. */
export const REMAINS = ['nothing', 'all', 'torn', 'last'] as const
export type Remains = (typeof REMAINS)[number]

type Change = { at: number; bytes: Buffer } | { size: number }
type NameChange = { from: string | null; to: string | null; replaced: Buffer | null }

export interface FaultyDisk extends Disk {
  plan(fault: Fault | null): void
  steps(): number
  isDead(): boolean
  /** Whether the planned fault has come. */
  isHit(): boolean
  /** Whether a power cut now could leave anything but what is seen. */
  isUnsure(): boolean
  areNamesUnsure(): boolean
  /** Calls `look` while the files are as the platter may have them, then puts them back. */
  asAfterPowerCut(remains: Remains, names: 'lost' | 'kept', look: () => void): void
}

export function createFaultyDisk(): FaultyDisk {
  const durable = new Map<string, Buffer>()
  const pending = new Map<string, Change[]>()
  let names: NameChange[] = []
  let fault: Fault | null = null
  let n = 0
  let dead = false
  let wasHit = false

  /** `half`: what a failing write has done by then. Reading needs no room. */
  function step<T>(work: () => T, half: () => void = () => {}, isReading = false): T {
    if (dead) throw new Crash()
    n += 1
    const isHit = fault !== null && (fault.at === n || (fault.kind.endsWith('for good') && n > fault.at)) && !(isReading && fault.kind.startsWith('ENOSPC'))
    const kind = isHit && fault ? fault.kind : null
    wasHit ||= isHit
    if (kind === 'before') {
      dead = true
      half()
      throw new Crash()
    }
    if (kind !== null && kind !== 'after') {
      half()
      throw wordOf(kind.split(' ')[0] ?? '')
    }
    const result = work()
    if (kind === 'after') {
      dead = true
      throw new Crash()
    }
    return result
  }
  const note = (path: string, change: Change): void => void pending.set(path, [...(pending.get(path) ?? []), change])

  function openFile(path: string): DiskFile {
    if (dead) throw new Crash()
    const isNew = !existsSync(path)
    const file = step(() => REAL_DISK.open(path))
    if (isNew) names.push({ from: null, to: path, replaced: null })
    if (!durable.has(path)) durable.set(path, seen(path) ?? Buffer.alloc(0))
    // Held by where it lies: a file that is open is never renamed here.
    return {
      size: () => file.size(),
      write(bytes, at) {
        const put = (part: Uint8Array): void => {
          file.write(part, at)
          note(path, { at, bytes: Buffer.from(part) })
        }
        step(() => put(bytes), () => put(bytes.subarray(0, bytes.byteLength >> 1)))
      },
      truncate: (size) => step(() => {
        file.truncate(size)
        note(path, { size })
      }),
      sync: () => step(() => {
        file.sync()
        durable.set(path, applied(durable.get(path) ?? Buffer.alloc(0), pending.get(path) ?? []))
        pending.delete(path)
      }, () => {
        // After a failed sync the kernel counts the pages as written: no later sync brings them to the platter. A dead process loses nothing by that.
        if (!dead) pending.delete(path)
      }),
      close: () => file.close(),
    }
  }

  const image = (path: string, remains: Remains): Buffer => {
    const changes = pending.get(path) ?? []
    const last = changes.at(-1)
    if (remains === 'nothing' || !last) return durable.get(path) ?? Buffer.alloc(0)
    const kept = { all: changes, torn: [...changes.slice(0, -1), halfOf(last)], last: [last] }[remains]
    return applied(durable.get(path) ?? Buffer.alloc(0), kept)
  }

  return {
    read: (path) => step(() => REAL_DISK.read(path), () => {}, true),
    open: openFile,
    exists: (path) => {
      if (dead) throw new Crash()
      return REAL_DISK.exists(path)
    },
    rename: (from, to) => step(() => {
      const replaced = seen(to)
      REAL_DISK.rename(from, to)
      names.push({ from, to, replaced })
      for (const map of [durable, pending] as Map<string, unknown>[]) {
        map.delete(to)
        if (map.has(from)) map.set(to, map.get(from))
        map.delete(from)
      }
    }),
    remove: (path) => step(() => {
      const replaced = seen(path)
      REAL_DISK.remove(path)
      if (replaced) names.push({ from: null, to: null, replaced: null })
      durable.delete(path)
      pending.delete(path)
    }),
    list: (folder) => step(() => REAL_DISK.list(folder), () => {}, true),
    makeFolder: (path) => step(() => REAL_DISK.makeFolder(path)),
    syncFolder: (folder) => step(() => {
      REAL_DISK.syncFolder(folder)
      names = names.filter(({ from, to }) => dirname(from ?? to ?? '') !== folder && dirname(to ?? from ?? '') !== folder)
    }),
    plan(next) {
      wasHit = false
      fault = next && { ...next, at: n + next.at }
    },
    steps: () => n,
    isDead: () => dead,
    isHit: () => wasHit,
    areNamesUnsure: () => names.length > 0,
    isUnsure: () => names.length > 0 || [...pending.values()].some((changes) => changes.length > 0) || [...durable].some(([path, bytes]) => existsSync(path) && !bytes.equals(readFileSync(path))),
    asAfterPowerCut(remains, which, look) {
      const touched = new Set([...durable.keys(), ...names.flatMap(({ from, to }) => [from, to])].filter((path) => path !== null))
      const before = new Map([...touched].map((path) => [path, seen(path)] as const))
      for (const path of durable.keys()) if (existsSync(path)) writeFileSync(path, image(path, remains))
      if (which === 'lost') {
        for (const { from, to, replaced } of names.toReversed()) {
          if (to === null || !existsSync(to)) continue
          if (from !== null) writeFileSync(from, readFileSync(to))
          if (replaced) writeFileSync(to, replaced)
          else rmSync(to)
        }
      }
      try {
        look()
      } finally {
        for (const [path, bytes] of before) {
          if (bytes) writeFileSync(path, bytes)
          else rmSync(path, { force: true })
        }
      }
    },
  }
}

const wordOf = (code: string): Error => Object.assign(new Error(`${code}: planned`), { code })
const seen = (path: string): Buffer | null => (existsSync(path) ? readFileSync(path) : null)
const halfOf = (change: Change): Change => ('bytes' in change ? { at: change.at, bytes: change.bytes.subarray(0, Math.ceil(change.bytes.byteLength / 2)) } : change)

function applied(content: Buffer, changes: readonly Change[]): Buffer {
  let bytes = content
  for (const change of changes) {
    if ('size' in change) bytes = resized(bytes, change.size)
    else {
      bytes = resized(bytes, Math.max(bytes.byteLength, change.at + change.bytes.byteLength))
      change.bytes.copy(bytes, change.at)
    }
  }
  return bytes
}

function resized(bytes: Buffer, size: number): Buffer {
  const next = Buffer.alloc(size)
  bytes.copy(next, 0, 0, Math.min(size, bytes.byteLength))
  return next
}
