/** One case whole, beside the list: what it says, where it is and stands, until when, and where it was reported from. */
import CloseIcon from '@mui/icons-material/Close'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../preload/contract/case-list.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { Late } from '../chrome/late.tsx'
import { SimulatedMark } from '../chrome/simulated-mark.tsx'
import { useText } from '../chrome/text.ts'
import { formatAddress, useAddress } from '../state/address.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { CaseFacts } from './case-facts.tsx'
import { markWords } from './columns.tsx'
import { dueWords, isLate } from './due-words.ts'
import { MINUTE_MS } from './case-question.ts'
import { StageBar } from './stage-bar.tsx'
import { StatusMark } from './status-mark.tsx'

/** Close enough to see the very place. */
const PLACE_ZOOM = 15.5

interface Props {
  id: string
  /** Opened from the keyboard: reading goes on here. */
  takesFocus: boolean
  open: (id: string) => void
  close: () => void
}

export function CaseDrawer({ id, takesFocus, open, close }: Props): ReactNode {
  const { t } = useText()
  const now = useNow(MINUTE_MS)
  const live = useLive('cases.get', { id, at: now }, ['session', 'sync', 'cases'])
  const known = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const shown = known?.id === id ? known : undefined
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another case is read out from its number again
  }, [id, takesFocus])
  return (
    <Box component="aside" aria-label={t('desk.case')} data-case={shown?.id ?? ''}
      sx={{ flex: 'none', width: 400, minHeight: 0, overflow: 'auto', borderInlineStart: 1, borderColor: 'divider', bgcolor: 'background.paper', p: 2, display: 'grid', gap: 1.5, alignContent: 'start' }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
        <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ flex: 1, outline: 'none', overflowWrap: 'anywhere' }}><bdi>{shown?.number ?? t('desk.case')}</bdi></Typography>
        <IconButton aria-label={t('desk.case.close')} onClick={close}><CloseIcon fontSize="small" /></IconButton>
      </Box>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {live.state === 'asking' ? <Late><LinearProgress aria-label={t('desk.case')} /></Late> : null}
      {live.state === 'here' && !live.asking && live.value === null ? <Typography role="note" data-case-missing>{t('desk.case.missing')}</Typography> : null}
      {shown === undefined ? null : <Whole whole={shown} open={open} />}
    </Box>
  )
}

function Whole({ whole, open }: { whole: CaseWhole; open: (id: string) => void }): ReactNode {
  const text = useText()
  const { t, dateTime } = text
  const [address] = useAddress()
  const now = useNow(MINUTE_MS)
  const late = isLate(whole, now)
  const marks = markWords(whole, text)
  const { id, lng, lat } = whole
  return (
    <>
      {whole.danger && whole.isOpen ? <Alert severity="error" role="alert" data-danger sx={{ fontWeight: 600 }}>{t('desk.danger')}</Alert> : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <StatusMark status={whole.status} />
        {marks.map((words) => <Box key={words} component="span" sx={{ px: 0.5, border: 1, borderRadius: 0.5, fontSize: '0.8125rem', fontWeight: 600, color: 'warning.text' }}>{words}</Box>)}
        {whole.simulated ? <SimulatedMark /> : null}
      </Box>
      <StageBar stage={whole.stage} />
      <Typography sx={{ fontWeight: 600, color: late ? 'error.text' : undefined }} data-due>{late ? '▲ ' : ''}{t('desk.column.due')}{text.locale === 'en' ? ': ' : '：'}{dueWords(whole, now, text)}</Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} data-case-text><bdi>{whole.text}</bdi></Typography>
      <CaseFacts whole={whole} open={open} />
      <Box>
        <Button variant="outlined" href={formatAddress({ ...address, section: 'map', layer: 'report', camera: { lng: Math.round(lng * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5, zoom: PLACE_ZOOM }, pick: { type: 'case', id } })}>{t('desk.onMap')}</Button>
      </Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }} data-case-source>
        <bdi>{t('map.card.source', { source: whole.source === '' ? t('map.card.noSource') : whole.source, asOf: whole.asOf === null ? t('age.never') : dateTime(whole.asOf) })}</bdi>
      </Typography>
    </>
  )
}
