/** The browser that a supervisor before left behind: one that is killed ends nobody, and its browser holds the wall's folder against the next. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const noteOf = (folder: string): string => join(folder, 'browser.pid')

/** Throws where the folder takes no file. */
export function noteBrowser(folder: string, pid: number): void {
  writeFileSync(noteOf(folder), String(pid), { mode: 0o600 })
}

/** Whether one was ended. A number may belong to another program by now: only a command line that names this very folder counts, and Linux alone shows one in a file. */
export function endLeftover(folder: string): boolean {
  try {
    const pid = Number(readFileSync(noteOf(folder), 'utf8'))
    if (!Number.isSafeInteger(pid) || pid <= 1) return false
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(`--user-data-dir=${folder}`)) return false
    return process.kill(pid, 'SIGKILL')
  } catch {
    // No note, no such process, or nobody's of ours.
    return false
  }
}
