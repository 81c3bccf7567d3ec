/**
 * A version for each field group of a case (case-flow.ts) and of a friendly point (site-edit.ts), kept in the row itself as `gver`: whoever writes it, the groups whose
 * fields change get the row's new version. A group that is not named has the row's version, so a row is made without any.
 */
import { isDeepStrictEqual } from 'node:util'
import { CASE_GROUPS, GROUP_FIELDS } from '../../preload/contract/case-flow.ts'
import type { CaseGroup } from '../../preload/contract/case-flow.ts'
import { SITE_GROUP_FIELDS, SITE_GROUPS } from '../../preload/contract/site-edit.ts'
import type { SiteGroup } from '../../preload/contract/site-edit.ts'
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
type Body = { gver?: { [group: string]: number }; [field: string]: unknown }

const GROUPED: { [type: string]: { [group: string]: readonly string[] } } = { case: GROUP_FIELDS, site: SITE_GROUP_FIELDS }
const groupsOf = ({ type, scope }: Held): { [group: string]: readonly string[] } | null => (scope === '' ? null : (GROUPED[type] ?? null))

/** The row as offered with the versions that the present one has, so that an equal offer is seen to be equal. */
export function carryGroups<T extends { h: string; body: string }>(row: T, now: Held): { h: string; body: string } {
  if (groupsOf(now) === null || !now.body.includes('"gver":')) return row
  const { gver } = JSON.parse(now.body) as Body
  if (gver === undefined) return row
  const body = JSON.stringify({ ...(JSON.parse(row.body) as Body), gver })
  return { h: hashRow(body), body }
}

/** The same row with the versions it has from now on. */
export function stampGroups(entry: Text & { ver: number }, now: Held): Text {
  const groups = groupsOf(now)
  if (groups === null || entry.body === null) return { h: entry.h, body: entry.body }
  const { gver: _gver, ...next } = JSON.parse(entry.body) as Body
  const before = JSON.parse(now.body) as Body
  const body = JSON.stringify({ ...next, gver: versionsAfter(groups, before, next, now.ver, entry.ver) })
  return { h: hashRow(body), body }
}

const versionsAfter = (groups: { [group: string]: readonly string[] }, before: Body, next: Body, was: number, now: number): { [group: string]: number } =>
  Object.fromEntries(Object.entries(groups).map(([group, fields]) => [group, isChanged(fields, before, next) ? now : (before.gver?.[group] ?? was)]))

const isChanged = (fields: readonly string[], before: Body, next: Body): boolean => fields.some((field) => !isDeepStrictEqual(before[field], next[field]))

/** Of a row of version `ver`. */
export function groupVersions(row: { gver?: { [group: string]: number } | undefined }, ver: number): Record<CaseGroup, number> {
  return Object.fromEntries(CASE_GROUPS.map((group) => [group, row.gver?.[group] ?? ver])) as Record<CaseGroup, number>
}

export function siteVersions(row: { gver?: { [group: string]: number } | undefined }, ver: number): Record<SiteGroup, number> {
  return Object.fromEntries(SITE_GROUPS.map((group) => [group, row.gver?.[group] ?? ver])) as Record<SiteGroup, number>
}

export const changedGroups = (before: object, next: object): CaseGroup[] => CASE_GROUPS.filter((group) => isChanged(GROUP_FIELDS[group], before as Body, next as Body))
