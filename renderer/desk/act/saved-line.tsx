/** Says what was just saved, once it is; and offers the way back: by taking it back while it has never left this PC, else by another edit. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { useText } from '../../chrome/text.ts'
import type { Done } from './outcome.ts'
import { mayBeTakenBack } from './own-edits.tsx'

export type WayBack = { by: 'withdraw'; opIds: string[] } | { by: 'edit'; set: NonNullable<Done['undo']> }

/** Null: only a step of the flow could change it, if anything. */
export function wayBackOf({ edits }: Pick<CaseWhole, 'edits'>, { opIds, undo = null }: Done): WayBack | null {
  const own = edits.filter(({ opId }) => opIds.includes(opId))
  if (own.length === opIds.length && own.every(mayBeTakenBack)) return { by: 'withdraw', opIds }
  return undo === null ? null : { by: 'edit', set: undo }
}

/** `said`: the words of what happened last; empty: nothing did. */
export function SavedLine({ whole, done, said, back, clear }: { whole: CaseWhole; done: Done | null; said: string; back: (way: WayBack, done: Done) => void; clear: () => void }): ReactNode {
  const { t } = useText()
  const way = done === null ? null : wayBackOf(whole, done)
  return (
    // The region stands before it speaks, so that its words are read out.
    <Box component="output" data-saved={done === null ? undefined : done.opIds.join(' ')} sx={{ display: 'block' }}>
      {said === '' ? null : (
        <Alert severity="success" onClose={clear} closeText={t('act.shut')} sx={{ py: 0 }}
          action={done === null || way === null ? undefined : <Button color="inherit" data-undo={way.by} onClick={() => back(way, done)}>{t(way.by === 'withdraw' ? 'own.back' : 'own.undo')}</Button>}>
          <bdi>{said}</bdi>
        </Alert>
      )}
    </Box>
  )
}
