/** The own edits that are not settled: not sent, or refused; the next shift must know of them. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { EditEntry } from '../../../preload/contract/edit.ts'
import { caseOfIntent } from '../../../preload/contract/edit.ts'
import { casesOf, useNames } from '../../chrome/case-names.ts'
import { moveOf, titleOf } from '../../chrome/edit-words.ts'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'
import { Part } from './part.tsx'

const PAGE = { afterN: 0, limit: 100 }

export function OwnEdits({ now }: { now: number }): ReactNode {
  const { t, number } = useText()
  const unsent = useLive('edits.unsent', PAGE, ['session', 'edits'])
  const refused = useLive('edits.refused', PAGE, ['session', 'edits'])
  const badge = useLive('edits.badge', null, ['session', 'edits'])
  const [waiting, asking] = [unsent.state === 'here' ? unsent.value : [], refused.state === 'here' ? refused.value : []]
  const counts = badge.state === 'here' ? badge.value : null
  const total = counts === null ? waiting.length + asking.length : counts.unsent + counts.refused
  return (
    <Part name="mine" title={t('shift.mine')} total={total}>
      {total === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('shift.mine.none')}</Typography> : null}
      {waiting.length === 0 ? null : <><Typography>{t('shift.mine.unsent', { n: number(counts?.unsent ?? waiting.length, 0) })}</Typography><Edits edits={waiting} now={now} /></>}
      {asking.length === 0 ? null : <><Typography>{t('shift.mine.refused', { n: number(counts?.refused ?? asking.length, 0) })}</Typography><Edits edits={asking} now={now} /></>}
    </Part>
  )
}

function Edits({ edits, now }: { edits: readonly EditEntry[]; now: number }): ReactNode {
  const text = useText()
  const { t, shortMoment } = text
  const { cases } = useNames(edits.flatMap(({ intent }) => casesOf(intent)))
  return (
    <Box component="ul" sx={{ m: 0, mb: 1, pl: 2.5 }}>
      {edits.map(({ opId, intent, madeAt }) => {
        const id = intent === null ? null : caseOfIntent(intent)
        const move = moveOf(intent, text)
        return <li key={opId} data-own-edit={opId}>{titleOf(intent, text)}{move === null ? '' : ` (${move})`}{id === null ? null : <> · <bdi>{t('edits.case', { number: cases.get(id)?.number ?? t('edits.case.new') })}</bdi></>} · {shortMoment(madeAt, now)}</li>
      })}
    </Box>
  )
}
