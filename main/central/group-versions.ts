/**
 * A version for each field group of a case (case-flow.ts), kept in the row itself as `gver`: whoever writes a case, the groups whose
 * fields change get the row's new version. A group that is not named has the row's version, so a row is made without any.
 */
import { isDeepStrictEqual } from 'node:util'
import { CASE_GROUPS, GROUP_FIELDS } from '../../preload/contract/case-flow.ts'
import type { CaseGroup } from '../../preload/contract/case-flow.ts'
import { hashRow } from './city-row.ts'

interface Text {
  h: string | null
  body: string | null
}
interface Held {
  type: string
  /** '' for a row that is only claimed. */
  scope: string
  ver: number
  body: string
}
type Body = { gver?: Partial<Record<CaseGroup, number>>; [field: string]: unknown }

const isCase = ({ type, scope }: Held): boolean => type === 'case' && scope !== ''

/** The row as offered with the versions that the present one has, so that an equal offer is seen to be equal. */
export function carryGroups<T extends { h: string; body: string }>(row: T, now: Held): { h: string; body: string } {
  if (!isCase(now) || !now.body.includes('"gver":')) return row
  const { gver } = JSON.parse(now.body) as Body
  if (gver === undefined) return row
  const body = JSON.stringify({ ...(JSON.parse(row.body) as Body), gver })
  return { h: hashRow(body), body }
}

/** The same row with the versions it has from now on. */
export function stampGroups(entry: Text & { ver: number }, now: Held): Text {
  if (!isCase(now) || entry.body === null) return { h: entry.h, body: entry.body }
  const { gver: _gver, ...next } = JSON.parse(entry.body) as Body
  const before = JSON.parse(now.body) as Body
  const body = JSON.stringify({ ...next, gver: versionsAfter(before, next, now.ver, entry.ver) })
  return { h: hashRow(body), body }
}

const versionsAfter = (before: Body, next: Body, was: number, now: number): Record<CaseGroup, number> => {
  const held = groupVersions(before, was)
  for (const group of changedGroups(before, next)) held[group] = now
  return held
}

/** Of a row of version `ver`. */
export function groupVersions(row: { gver?: { [group: string]: number } | undefined }, ver: number): Record<CaseGroup, number> {
  return Object.fromEntries(CASE_GROUPS.map((group) => [group, row.gver?.[group] ?? ver])) as Record<CaseGroup, number>
}

export const changedGroups = (before: object, next: object): CaseGroup[] => CASE_GROUPS.filter((group) => GROUP_FIELDS[group].some((field) => !isDeepStrictEqual((before as Body)[field], (next as Body)[field])))
