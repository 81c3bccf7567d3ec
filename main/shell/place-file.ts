/** Keeps the window's place in one small file; a place that cannot be kept is no reason to bother anybody. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'

const LARGEST = 4_096

export function readPlace(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8')
    return text.length > LARGEST ? null : text
  } catch {
    return null
  }
}

/** Written beside and renamed: a power cut leaves the old place or the new one. */
export function keepPlace(path: string, text: string): void {
  try {
    writeFileSync(`${path}.new`, text, { mode: 0o600 })
    renameSync(`${path}.new`, path)
  } catch {
    // The next start opens at the place before.
  }
}
