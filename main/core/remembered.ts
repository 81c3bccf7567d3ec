/** Who was signed in last, without any secret: enough to show that person's cache again when the central cannot be reached. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DUTIES, type Duty } from '../../preload/contract/case-flow.ts'

const FILE = 'last-session.json'

const Remembered = z.object({
  /** Origin of the central; of the practice central beside the console it changes at every start. */
  central: z.string(),
  centralName: z.string(),
  practice: z.boolean(),
  /** True for the practice central beside this console. */
  beside: z.boolean(),
  /** The practice account, or null for a real central. */
  account: z.string().nullable(),
  sub: z.string(),
  name: z.string(),
  role: z.enum(['office', 'district', 'city', 'wall']),
  city: z.string(),
  homeArea: z.string(),
  /** What the account may do in the case flow; a session remembered by an older version does not say. */
  duties: z.array(z.enum(DUTIES)).default([]),
})
export type Remembered = z.infer<typeof Remembered>

/** Those that this program knows. */
export const knownDuties = (duties: readonly string[]): Duty[] => DUTIES.filter((duty) => duties.includes(duty))

/** Null when there is none, or none that can be read: then the connection page asks. */
export function recallSession(folder: string): Remembered | null {
  try {
    return Remembered.parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')))
  } catch {
    return null
  }
}

export function rememberSession(folder: string, session: Remembered | null): void {
  const path = join(folder, FILE)
  if (session === null) return rmSync(path, { force: true })
  writeFileSync(`${path}.new`, JSON.stringify(session), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
