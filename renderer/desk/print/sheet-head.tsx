/** What stands above every printed page: what it is, whose, who printed it what for, and how old it is. */
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'
import { useSession } from '../../state/session.ts'

export interface SheetFacts {
  title: string
  office: string
  purpose: string
  /** Null: never confirmed. */
  asOf: number | null
  printedAt: number
  source: string
  simulated: boolean
  /** Which cases, in words. */
  scope: string
}

export function SheetHead({ facts }: { facts: SheetFacts }): ReactNode {
  const { t, dateTime } = useText()
  const session = useSession()
  const said = [
    t('paper.office', { name: facts.office }), t('paper.author', { name: session === null ? '' : `${session.name} (${session.sub})` }), t('paper.purpose', { words: facts.purpose }),
    t('paper.asOf', { time: facts.asOf === null ? t('age.never') : dateTime(facts.asOf) }), t('paper.printed', { time: dateTime(facts.printedAt) }), t('paper.source', { words: facts.source }),
  ]
  return (
    <div>
      <div className="paper-title"><span>{facts.title}</span>{facts.simulated ? <span className="paper-simulated">{t('mark.simulated')}</span> : null}</div>
      <div className="paper-facts">{said.map((words) => <bdi key={words}>{words}</bdi>)}</div>
      {facts.scope === '' ? null : <div className="paper-facts"><bdi>{facts.scope}</bdi></div>}
    </div>
  )
}
