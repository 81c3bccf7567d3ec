/** One case whole, beside the list: what it says, where it is and stands, until when, what was done, and what may be done about it. */
import CloseIcon from '@mui/icons-material/Close'
import DownIcon from '@mui/icons-material/KeyboardArrowDown'
import UpIcon from '@mui/icons-material/KeyboardArrowUp'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { FailureNote } from '../chrome/failure-note.tsx'
import { Late } from '../chrome/late.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { CaseDesk } from './act/case-desk.tsx'
import { CaseMissing } from './case-missing.tsx'
import { PrintCaseButton } from './print/print-case-button.tsx'
import { MINUTE_MS } from './case-question.ts'

interface Props {
  id: string
  /** Opened from the keyboard: reading goes on here. */
  takesFocus: boolean
  open: (id: string) => void
  /** To the next case of the list, or the one before. */
  step: (by: 1 | -1) => void
  /** Whether there is one. */
  may: { before: boolean; next: boolean }
  close: () => void
}

export function CaseDrawer({ id, takesFocus, open, step, may, close }: Props): ReactNode {
  const { t } = useText()
  const now = useNow(MINUTE_MS)
  const live = useLive('cases.get', { id, at: now }, ['session', 'sync', 'cases', 'edits'])
  const known = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const shown = known?.id === id ? known : undefined
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another case is read out from its number again
  }, [id, takesFocus])
  return (
    <Box component="aside" aria-label={t('desk.case')} data-case={shown?.id ?? ''}
      sx={{ flex: 'none', width: 420, minHeight: 0, borderInlineStart: 1, borderColor: 'divider', bgcolor: 'background.paper', display: 'flex', flexDirection: 'column' }}>
      <Box sx={{ flex: 'none', display: 'flex', alignItems: 'flex-start', gap: 0.5, px: 2, pt: 1.5 }}>
        <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ flex: 1, outline: 'none', overflowWrap: 'anywhere' }}><bdi>{shown?.number ?? t('desk.case')}</bdi></Typography>
        <HeadButton words={t('desk.case.before')} keys="k" isOff={!may.before} press={() => step(-1)}><UpIcon fontSize="small" /></HeadButton>
        <HeadButton words={t('desk.case.next')} keys="j" isOff={!may.next} press={() => step(1)}><DownIcon fontSize="small" /></HeadButton>
        <PrintCaseButton id={id} />
        <HeadButton words={t('desk.case.close')} keys="Escape" press={close}><CloseIcon fontSize="small" /></HeadButton>
      </Box>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {live.state === 'asking' ? <Late><LinearProgress aria-label={t('desk.case')} /></Late> : null}
      {live.state === 'here' && !live.asking && live.value === null ? <CaseMissing id={id} /> : null}
      {shown === undefined ? null : <CaseDesk key={shown.id} whole={shown} heading={heading} open={open} />}
    </Box>
  )
}

/** `isOff`: it does nothing, and says so; the focus that is on it stays there. */
function HeadButton({ words, keys, isOff = false, press, children }: { words: string; keys: string; isOff?: boolean; press: () => void; children: ReactNode }): ReactNode {
  return (
    <Tooltip title={`${words} (${keys === 'Escape' ? 'Esc' : keys})`}>
      <IconButton aria-label={words} aria-keyshortcuts={keys} aria-disabled={isOff} onClick={isOff ? undefined : press} sx={isOff ? { color: 'action.disabled', cursor: 'default' } : undefined}>{children}</IconButton>
    </Tooltip>
  )
}
