/** The inbox: what did not take effect, chain by chain. Nothing leaves it by itself. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { getBridge } from '../bridge.ts'
import { casesOf, useNames } from '../chrome/case-names.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { SaveFailure } from '../chrome/save-failure.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { ChainCard } from './chain-card.tsx'
import { chainsOf } from './chains.ts'
import type { Settled } from './settle-chain.ts'

/** Chains are shown whole, so all are asked for; what lies beyond comes when these are settled. */
const MOST_REFUSED = 500

export function NeedsPart({ total }: { total: number }): ReactNode {
  const { t, number } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  const live = useLive('edits.refused', { afterN: 0, limit: MOST_REFUSED }, ['session', 'edits'])
  const refused = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? []) : []
  const { names, cases } = useNames(refused.flatMap(({ intent }) => casesOf(intent)))
  const [settled, setSettled] = useState<Settled | null>(null)
  const conclude = (outcome: Settled): void => {
    setSettled(outcome)
    // The pressed button goes with its card: reading goes on at the list.
    heading.current?.focus()
  }
  return (
    <Box component="section" aria-labelledby="edits-needs" data-needs={live.state === 'here' ? refused.length : ''} sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Typography variant="h2" component="h3" id="edits-needs" ref={heading} tabIndex={-1} sx={{ m: 0, outline: 'none' }}>{t('edits.part.needs')} · {number(Math.max(total, refused.length), 0)}</Typography>
      <Box component="output">{settled === null ? null : <Outcome settled={settled} close={() => setSettled(null)} />}</Box>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {live.state === 'here' && refused.length === 0 ? <Typography sx={{ color: 'text.secondary' }} role="note">{t('edits.needs.none')}</Typography> : null}
      {chainsOf(refused).map((chain) => <ChainCard key={chain[0].opId} chain={chain} names={names} cases={cases} settled={conclude} />)}
      {total > refused.length && refused.length > 0 ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('edits.shown', { shown: number(refused.length, 0), total: number(total, 0) })}</Typography> : null}
    </Box>
  )
}

/** What a press came to; a new edit can be taken back as long as it has not been sent. */
function Outcome({ settled, close }: { settled: Settled; close: () => void }): ReactNode {
  const { t } = useText()
  const [undoing, setUndoing] = useState<{ of: Settled; as: 'undone' | 'tooLate' } | null>(null)
  // Of this press, not of the one before it.
  const undone = undoing?.of === settled ? undoing.as : null
  if (settled.state === 'moved') return <Alert severity="info" onClose={close} data-settled="moved">{t('edits.done.moved')}</Alert>
  if (settled.state === 'not-saved') return <Box data-settled="not-saved"><SaveFailure saving={settled.by} /></Box>
  const { opIds } = settled
  const how = settled.state === 'partly' ? 'partly' : settled.how
  const undo = (): void => void getBridge().call('edits.withdraw', { opIds }).then((answer) => setUndoing({ of: settled, as: answer.ok && answer.value.opIds.length === opIds.length ? 'undone' : 'tooLate' }))
  return (
    <>
      <Alert severity={undone === 'tooLate' || how === 'partly' ? 'warning' : 'success'} data-settled={undone ?? how} onClose={close}
        action={opIds.length > 0 && undone === null ? <><Button color="inherit" data-undo onClick={undo}>{t('edits.done.undo')}</Button><Button color="inherit" onClick={close}>{t('frame.close')}</Button></> : undefined}>
        {undone === null ? t(`edits.done.${how}`) : t(`edits.done.${undone}`)}
      </Alert>
      {settled.state === 'partly' && settled.by !== null ? <SaveFailure saving={settled.by} /> : null}
    </>
  )
}
