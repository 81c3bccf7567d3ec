/** Why an edit did not take effect, and what others did instead, in words. */
import type { CaseGroup } from '../../preload/contract/case-flow.ts'
import type { CurrentGroup, RefusedEdit } from '../../preload/contract/edit.ts'
import { factsOf, type Fact, type Names } from '../chrome/edit-words.ts'
import type { Text } from '../chrome/phrase.ts'

export interface Theirs {
  who: string
  when: string
  facts: Fact[]
  /** The description of the case as it is now. */
  words: string | null
}

/** What others made of each field group that has moved on. */
export function theirsOf(current: RefusedEdit['current'], names: Names, text: Text, now: number): Theirs[] {
  const { t, moment } = text
  return (Object.entries(current) as [CaseGroup, CurrentGroup][]).map(([, group]) => {
    const at = group.at === undefined ? Number.NaN : Date.parse(group.at)
    return {
      who: group.by_name ?? group.by ?? t('edits.theirs.someone'), when: Number.isFinite(at) ? moment(at, now) : t('edits.theirs.unknownTime'),
      facts: factsOf(group, names, text), words: typeof group['text'] === 'string' ? group['text'] : null,
    }
  })
}

const PROBLEMS = ['group-changed', 'already-dispatched', 'gone', 'illegal-transition', 'op-forbidden', 'op-invalid', 'op-id-reuse', 'op-in-progress', 'too-large'] as const

/** Why it did not take effect, in plain words. */
export function reasonOf({ problem, why, blockedOn }: Pick<RefusedEdit, 'problem' | 'why' | 'blockedOn'>, { t }: Pick<Text, 't'>): string {
  if (problem === null && blockedOn !== null) return t('edits.problem.blocked')
  const known = PROBLEMS.find((one) => one === problem)
  const words = known === undefined ? t('edits.problem.unknown', { word: problem ?? '?' }) : t(`edits.problem.${known}`)
  return why === null ? words : `${words} ${t(`flow.why.${why}`)}`
}
