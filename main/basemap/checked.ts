/** What earlier checks found, so that a start does not read gigabytes again: it holds for a file of the same name, size and time only. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { BaseMapFault, BaseMapState } from '../../preload/contract/base-map.ts'

const FILE = 'checked.json'

const number = z.number()
const Facts = z.object({
  kind: z.enum(['vector', 'raster']), tileType: z.enum(['mvt', 'png', 'jpeg', 'webp', 'avif']),
  bounds: z.tuple([number, number, number, number]), minZoom: number, maxZoom: number, tiles: number, sampled: number,
  title: z.string().nullable(), attribution: z.string().nullable(), dataAt: number.nullable(), fileAt: number,
  sha256: z.string(), checkedAt: number,
})
const Record = z.object({
  name: z.string(), bytes: number, changedAt: number,
  state: z.union([z.object({ is: z.literal('sound'), facts: Facts }), z.object({ is: z.literal('refused'), fault: z.string() as unknown as z.ZodType<BaseMapFault>, detail: z.string() })]),
})
export interface CheckedFile {
  name: string
  bytes: number
  changedAt: number
  state: Extract<BaseMapState, { is: 'sound' | 'refused' }>
}

/** None when there is no record, or none that can be read: everything is checked again. */
export function recallChecks(folder: string): CheckedFile[] {
  try {
    return z.array(Record).parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')))
  } catch {
    return []
  }
}

export function rememberChecks(folder: string, checks: readonly CheckedFile[]): void {
  const path = join(folder, FILE)
  writeFileSync(`${path}.new`, JSON.stringify(checks), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
