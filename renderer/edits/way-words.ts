/** The ways out of a refusal as words on buttons, and the words of an edit as a note or a copied text. */
import { factsOf, givenOf, moveOf, titleOf, type Names } from '../chrome/edit-words.ts'
import type { Text } from '../chrome/phrase.ts'
import type { Chain } from './chains.ts'
import { wordsOf, type NoRedo, type Redone, type Step, type WaysOut } from './ways-out.ts'

type Words = Pick<Text, 't' | 'locale'>

function stepWords(step: Step, text: Words): string {
  const { t } = text
  if (step.kind === 'said') return titleOf(step.said, text)
  if (step.kind === 'edit') return titleOf({ op_id: '', kind: 'edit', type: 'case', id: '', base: {}, set: step.set }, text)
  const what = t(`flow.action.${step.action}`)
  return step.set?.department === undefined ? what : t('edits.way.to', { what, whom: step.set.department })
}

/** What doing the first one anew means; the others of the chain are counted. */
export function redoWords([head]: Chain, redone: readonly Redone[], text: Words): string {
  const { t } = text
  const steps = redone[0]?.steps.map((step) => stepWords(step, text)) ?? []
  const what = steps.reduce((first, second) => t('edits.way.joined', { first, second }))
  return withFollowers(t(head.blockedOn === null ? 'edits.way.redo' : 'edits.way.again', { what }), redone.length - 1, text)
}

export const letGoWords = (chain: Chain, { letGo }: WaysOut, text: Words): string => withFollowers(text.t(chain[0].intent?.kind === 'export' ? 'edits.way.noted' : `edits.way.${letGo}`), chain.length - 1, text)

const withFollowers = (way: string, n: number, { t }: Words): string => (n > 0 ? t('edits.way.with', { way, n }) : way)

export function noRedoWords(why: NoRedo, { t }: Words): string {
  switch (why) {
    case 'gone': case 'already-so': case 'same-again': case 'not-here': case 'has-left': return t(`edits.noRedo.${why}`)
    default: return t(`flow.why.${why}`)
  }
}

/** One note of all that the chain's edits say. */
export function noteWords(edits: WaysOut['keepNote'], text: Words): string {
  const { t } = text
  return edits.map(({ intent }) => t('edits.note.text', { what: titleOf(intent, text), words: wordsOf(intent) ?? '' })).reduce((one, other) => t('edits.note.joined', { one, other }))
}

/** Everything a person put into the edits of a chain, as plain text. */
export function copyWords(chain: Chain, names: Names, text: Text): string {
  return chain.map(({ intent }) => [
    titleOf(intent, text), ...(moveOf(intent, text) === null ? [] : [moveOf(intent, text)]), ...factsOf(givenOf(intent), names, text).map(({ label, value }) => `${label}: ${value}`), ...(wordsOf(intent) === null ? [] : [wordsOf(intent)]),
  ].join('\n')).join('\n\n')
}
