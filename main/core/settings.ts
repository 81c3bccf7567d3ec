/** What is set for this console, in one small file: written whole or not at all, read with suspicion. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LONGEST_APPROVAL_NUMBER, type Settings } from '../../preload/contract/settings.ts'

const FILE = 'settings.json'
const ASIDE = 'settings.damaged.json'

/** A field that a later version adds is left out here, not an error. */
const Kept = z.object({
  version: z.literal(1),
  approvalNumber: z.string().max(LONGEST_APPROVAL_NUMBER).default(''),
  baseMap: z.string().max(200).nullable().default(null),
})

export interface SettingsKeeper {
  get(): Settings
  /** What the patch leaves out stays. */
  set(patch: Partial<Pick<Settings, 'approvalNumber' | 'baseMap'>>): Settings
}

export function openSettings(folder: string, changed: () => void = () => {}): SettingsKeeper {
  const path = join(folder, FILE)
  let settings = read(path, join(folder, ASIDE))
  return {
    get: () => settings,
    set(patch) {
      const next: Settings = { ...settings, ...patch, damaged: false }
      write(folder, path, next)
      settings = next
      changed()
      return settings
    },
  }
}

function read(path: string, aside: string): Settings {
  const defaults: Settings = { approvalNumber: '', baseMap: null, damaged: false }
  if (!existsSync(path)) return defaults
  try {
    const { approvalNumber, baseMap } = Kept.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { approvalNumber, baseMap, damaged: false }
  } catch {
    try {
      renameSync(path, aside)
    } catch {
      // Not even that can be done with it: it is said all the same.
    }
    return { ...defaults, damaged: true }
  }
}

function write(folder: string, path: string, { approvalNumber, baseMap }: Settings): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Flushed before it takes the old one's place: after a loss of power there is the one or the other.
  writeFileSync(`${path}.new`, JSON.stringify({ version: 1, approvalNumber, baseMap }), { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
}
