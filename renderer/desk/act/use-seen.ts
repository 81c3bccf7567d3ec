/** What a person saw when they opened a form: what somebody else changes meanwhile must come before their eyes before it is built on. */
import { useState } from 'react'
import { GROUP_FIELDS, type CaseGroup } from '../../../preload/contract/case-flow.ts'
import type { ToldValue } from '../../../preload/contract/case-history.ts'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'

type Shown = Pick<CaseWhole, 'status' | 'department' | 'dueAt' | 'class' | 'askedUntil' | 'duplicateOf' | 'area' | 'place' | 'lng' | 'lat' | 'text' | 'supervised' | 'urgent' | 'danger'>

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** A field of the row as the case shows it; undefined: it shows none of it. */
function shownOf(whole: Shown, field: string): ToldValue | undefined {
  switch (field) {
    case 'status': return whole.status
    case 'department': return whole.department
    case 'due_at': return instant(whole.dueAt)
    case 'asked_until': return instant(whole.askedUntil)
    case 'duplicate_of': return whole.duplicateOf?.id ?? null
    case 'danger_to_life': return whole.danger
    case 'class': case 'area': case 'place': case 'lng': case 'lat': case 'text': case 'supervised': case 'urgent': return whole[field]
    default: return undefined
  }
}

export interface Change { field: string; was: ToldValue; now: ToldValue }

/** What differs within the groups. Versions are not looked at: an own edit that arrives has another, and changes nothing one sees. */
export function changesBetween(seen: Shown, now: Shown, groups: readonly CaseGroup[]): Change[] {
  return groups.flatMap((group) => GROUP_FIELDS[group].flatMap((field): Change[] => {
    const [was, is] = [shownOf(seen, field), shownOf(now, field)]
    return was === undefined || is === undefined || was === is ? [] : [{ field, was, now: is }]
  }))
}

/** `changes`: since the person last looked; while there are some, nothing may be saved. `look`: they have seen them. */
export function useSeen(whole: CaseWhole, groups: readonly CaseGroup[]): { changes: Change[]; look: () => void } {
  const [seen, setSeen] = useState(whole)
  return { changes: changesBetween(seen, whole, groups), look: () => setSeen(whole) }
}
