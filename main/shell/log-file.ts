/** The desktop's log: JSON lines in UTC, a few files of bounded size, no personal data; what cannot be written is lost and nothing else. */
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { redact } from './redact.ts'

export interface Log {
  info(what: string): void
  error(what: string, error: unknown): void
  /** The file written to. */
  path: string
}
export interface LogOptions {
  clock?: () => number
  home?: string
  fileBytes?: number
  /** Files kept, the newest included. */
  files?: number
  /** More lines than this in one minute are counted instead of written. */
  perMinute?: number
}

const LONGEST = 8_000

export function openLog(folder: string, { clock = Date.now, home = homedir(), fileBytes = 1_000_000, files = 5, perMinute = 200 }: LogOptions = {}): Log {
  const path = join(folder, 'console.log')
  let minute = 0
  let written = 0
  let leftOut = 0
  const put = (entry: Record<string, string>): void => {
    const line = `${JSON.stringify({ at: new Date(clock()).toISOString(), ...entry })}\n`
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (sizeOf(path) + line.length > fileBytes) rotate(path, files)
      appendFileSync(path, line, { mode: 0o600 })
    } catch {
      // A full disk must not end the console.
    }
  }
  const clean = (text: string): string => redact(text.slice(0, LONGEST), home)
  const write = (entry: Record<string, string>): void => {
    const now = Math.floor(clock() / 60_000)
    if (now !== minute) {
      if (leftOut > 0) put({ level: 'error', what: `${leftOut} lines were left out` })
      minute = now
      written = leftOut = 0
    }
    if (written >= perMinute) leftOut++
    else put(entry)
    written++
  }
  return {
    path,
    info: (what) => write({ level: 'info', what: clean(what) }),
    error: (what, error) => write({ level: 'error', what: clean(what), error: clean(error instanceof Error ? (error.stack ?? error.message) : String(error)) }),
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** console.log → console.1.log → … ; the oldest goes. */
function rotate(path: string, files: number): void {
  const nth = (n: number): string => (n === 0 ? path : path.replace(/\.log$/, `.${n}.log`))
  rmSync(nth(files - 1), { force: true })
  for (let n = files - 2; n >= 0; n--) if (statSync(nth(n), { throwIfNoEntry: false }) !== undefined) renameSync(nth(n), nth(n + 1))
}
