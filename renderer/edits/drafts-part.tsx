/** Forms left half-filled: go on with one, or let it go; a dropped one can be brought back while this page stands. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Draft } from '../../preload/contract/edit.ts'
import { getBridge } from '../bridge.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { formatAddress, useAddress } from '../state/address.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { useNames } from './case-names.ts'
import { draftWords, wordsIn } from './draft-words.ts'

const drop = ({ form, key }: Draft): Promise<unknown> => getBridge().call('drafts.drop', { form, key })
const bringBack = ({ form, key, body }: Draft): Promise<unknown> => getBridge().call('drafts.put', { form, key, body })

export function DraftsPart(): ReactNode {
  /** A draft that is kept announces nothing, for forms keep theirs as they are typed: the list is asked anew once one has been brought back. */
  const [turn, setTurn] = useState(0)
  const [dropped, setDropped] = useState<Dropped | null>(null)
  const change = (next: Dropped | null): void => {
    setDropped(next)
    if (next !== null) setTurn(turn + 1)
  }
  return <Drafts key={turn} dropped={dropped} change={change} />
}

interface Dropped {
  draft: Draft
  isBack: boolean
}

function Drafts({ dropped, change }: { dropped: Dropped | null; change: (next: Dropped | null) => void }): ReactNode {
  const { t, number } = useText()
  const live = useLive('drafts.list', { form: null }, ['session', 'edits'])
  const drafts = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? []) : []
  const { cases } = useNames(drafts.map(({ key }) => key))
  return (
    <Box component="section" aria-labelledby="edits-drafts" data-drafts={live.state === 'here' ? drafts.length : ''} sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Typography variant="h2" component="h3" id="edits-drafts" sx={{ m: 0 }}>{t('edits.part.drafts')} · {number(drafts.length, 0)}</Typography>
      <Box component="output">
        {dropped === null ? null : (
          <Alert severity="success" onClose={() => change(null)} action={dropped.isBack ? undefined : <Button color="inherit" data-bring-back onClick={() => void bringBack(dropped.draft).then(() => change({ ...dropped, isBack: true }))}>{t('edits.draft.undo')}</Button>}>
            {t(dropped.isBack ? 'edits.draft.restored' : 'edits.draft.dropped')}
          </Alert>
        )}
      </Box>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {live.state === 'here' && drafts.length === 0 ? <Typography sx={{ color: 'text.secondary' }} role="note">{t('edits.drafts.none')}</Typography> : null}
      {drafts.length === 0 ? null : (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}>
          {drafts.map((draft) => (
            <DraftRow key={`${draft.form} ${draft.key}`} draft={draft} number={cases.get(draft.key)?.number ?? null}
              drop={() => void drop(draft).then(() => change({ draft, isBack: false }))} />
          ))}
        </Box>
      )}
    </Box>
  )
}

function DraftRow({ draft, number, drop }: { draft: Draft; number: string | null; drop: () => void }): ReactNode {
  const text = useText()
  const { t, age } = text
  const now = useNow()
  const [address] = useAddress()
  return (
    <Box component="li" data-draft={`${draft.form} ${draft.key}`} sx={{ display: 'flex', gap: 2, alignItems: 'center', px: 2, py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography><bdi>{draftWords(draft, number, text)}</bdi></Typography>
        <Typography variant="body2" noWrap sx={{ color: 'text.secondary' }}>{t('edits.draft.at', { age: age(Math.max(0, now - draft.at)) })} · <bdi>{wordsIn(draft.body)}</bdi></Typography>
      </Box>
      {number === null ? null : <Button variant="outlined" href={formatAddress({ ...address, section: 'desk', pick: { type: 'case', id: draft.key, form: draft.form } })}>{t('edits.draft.open')}</Button>}
      <Button color="error" data-drop onClick={drop}>{t('edits.draft.drop')}</Button>
    </Box>
  )
}
