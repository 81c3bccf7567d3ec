/** Forms left half-filled: go on with one, or let it go; a dropped one can be brought back while this page stands. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Answer, Failure } from '../../preload/contract/api.ts'
import type { Draft } from '../../preload/contract/edit.ts'
import { getBridge } from '../bridge.ts'
import { useNames } from '../chrome/case-names.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { type Address, formatAddress, useAddress } from '../state/address.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { CopyButton } from './copy-button.tsx'
import { draftWords, wholeWordsIn, wordsIn } from './draft-words.ts'

const drop = ({ form, key }: Draft): Promise<Answer<null>> => getBridge().call('drafts.drop', { form, key })
const bringBack = ({ form, key, body }: Draft): Promise<Answer<null>> => getBridge().call('drafts.put', { form, key, body })

/** What was done last to which draft; `failure`: it was not done. */
interface Deed {
  draft: Draft
  what: 'drop' | 'bring-back'
  failure: Failure | null
}

export function DraftsPart(): ReactNode {
  /** A draft that is kept announces nothing, for forms keep theirs as they are typed: the list is asked anew once something has been done. */
  const [turn, setTurn] = useState(0)
  const [deed, setDeed] = useState<Deed | null>(null)
  const act = (draft: Draft, what: Deed['what']): void => {
    void (what === 'drop' ? drop(draft) : bringBack(draft)).catch((error: unknown): Answer<null> => ({ ok: false, failure: { code: 'internal', detail: String(error) } })).then((answer) => {
      setDeed({ draft, what, failure: answer.ok ? null : answer.failure })
      if (answer.ok) setTurn((before) => before + 1)
    })
  }
  return <Drafts key={turn} isAnew={turn > 0} deed={deed} act={act} shut={() => setDeed(null)} />
}

interface Props {
  /** Something was just done, and the pressed button has gone with its row. */
  isAnew: boolean
  deed: Deed | null
  act: (draft: Draft, what: Deed['what']) => void
  shut: () => void
}

function Drafts({ isAnew, deed, act, shut }: Props): ReactNode {
  const { t, number } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  const live = useLive('drafts.list', { form: null }, ['session', 'edits'])
  const drafts = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? []) : []
  const { cases } = useNames(drafts.map(({ key }) => key))
  useEffect(() => {
    // Reading goes on at the list.
    if (isAnew) heading.current?.focus()
  }, [isAnew])
  const close = (): void => {
    shut()
    heading.current?.focus()
  }
  return (
    <Box component="section" aria-labelledby="edits-drafts" data-drafts={live.state === 'here' ? drafts.length : ''} sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Typography variant="h2" component="h3" id="edits-drafts" ref={heading} tabIndex={-1} sx={{ m: 0, outline: 'none' }}>{t('edits.part.drafts')} · {number(drafts.length, 0)}</Typography>
      <Box component="output">{deed === null ? null : <Said deed={deed} bringBack={() => act(deed.draft, 'bring-back')} close={close} />}</Box>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {live.state === 'here' && drafts.length === 0 ? <Typography sx={{ color: 'text.secondary' }} role="note">{t('edits.drafts.none')}</Typography> : null}
      {drafts.length === 0 ? null : (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}>
          {drafts.map((draft) => (
            <DraftRow key={`${draft.form} ${draft.key}`} draft={draft} number={cases.get(draft.key)?.number ?? null} drop={() => act(draft, 'drop')} />
          ))}
        </Box>
      )}
    </Box>
  )
}

/** What was dropped can be brought back, also once that has failed; its words are held here until then. */
function Said({ deed: { draft, what, failure }, bringBack, close }: { deed: Deed; bringBack: () => void; close: () => void }): ReactNode {
  const { t } = useText()
  const back = <Button color="inherit" data-bring-back onClick={bringBack}>{t('edits.draft.undo')}</Button>
  if (failure === null) return <Alert severity="success" onClose={close} action={what === 'drop' ? back : undefined}>{t(what === 'drop' ? 'edits.draft.dropped' : 'edits.draft.restored')}</Alert>
  return (
    <Box data-draft-failed={what} sx={{ display: 'grid', gap: 0.5 }}>
      <Typography variant="body2">{t(what === 'drop' ? 'edits.draft.notDropped' : 'edits.draft.notRestored')}</Typography>
      <FailureNote failure={failure} action={what === 'bring-back' ? back : undefined} />
      {what === 'bring-back' ? <Box><CopyButton words={() => wholeWordsIn(draft.body)} /></Box> : null}
    </Box>
  )
}

const OF_SITE = 'site.correct'

/** Where its form is; null: it is a form of a case that is not here. */
function wayTo({ form, key }: Draft, isCaseHere: boolean): Partial<Address> | null {
  if (form === 'lead') return { section: 'desk', pick: null, tool: 'lead' }
  if (form === OF_SITE) return { section: 'map', pick: { type: 'site', id: key, form } }
  return isCaseHere ? { section: 'desk', pick: { type: 'case', id: key, form } } : null
}

/** Named like the place it is about, once that is known. */
function SiteDraft({ id }: { id: string }): ReactNode {
  const text = useText()
  const [at] = useState(() => Date.now())
  const live = useLive('places.card', { type: 'site', id, at }, ['places'])
  const name = live.state === 'here' ? live.value?.name : undefined
  return name === undefined ? text.t('edits.kind.correct') : text.t('edits.draft.of', { form: text.t('edits.kind.correct'), about: name })
}

function DraftRow({ draft, number, drop }: { draft: Draft; number: string | null; drop: () => void }): ReactNode {
  const text = useText()
  const { t, age } = text
  const now = useNow()
  const [address] = useAddress()
  const words = wordsIn(draft.body)
  const way = wayTo(draft, number !== null)
  return (
    <Box component="li" data-draft={`${draft.form} ${draft.key}`} sx={{ display: 'flex', gap: 2, alignItems: 'center', px: 2, py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography><bdi>{draft.form === OF_SITE ? <SiteDraft id={draft.key} /> : draftWords(draft, number, text)}</bdi></Typography>
        <Typography variant="body2" noWrap sx={{ color: 'text.secondary' }}>{t('edits.draft.at', { age: age(Math.max(0, now - draft.at)) })}{words === '' ? null : <> · <bdi>{words}</bdi></>}</Typography>
      </Box>
      {words === '' ? null : <CopyButton words={() => wholeWordsIn(draft.body)} />}
      {way === null ? null : <Button variant="outlined" href={formatAddress({ ...address, ...way })}>{t('edits.draft.open')}</Button>}
      <Button color="error" data-drop onClick={drop}>{t('edits.draft.drop')}</Button>
    </Box>
  )
}
