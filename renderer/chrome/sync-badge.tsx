/** The sync status, always in sight and in words; leads to the sync page. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { wordSync } from './sync-words.ts'
import type { SyncWords, Tone } from './sync-words.ts'
import { SectionLink } from './section-link.tsx'
import { useText } from './text.ts'

const COLOUR: Record<Tone, string> = { good: 'success.text', busy: 'info.text', wait: 'warning.text', bad: 'error.text' }
/** The sign differs in shape too, for those who do not see the colour. */
const SIGN: Record<Tone, string> = { good: '●', busy: '◐', wait: '▲', bad: '✕' }

export function SyncBadge(): ReactNode {
  const text = useText()
  const now = useNow(5_000)
  const live = useLive('sync.status', null, ['sync', 'session'])
  const words: SyncWords = live.state === 'here' ? wordSync(live.value, now, text)
    : live.state === 'failed' ? { tone: 'bad', state: text.t('sync.hostGone'), detail: '' }
      : { tone: 'wait', state: text.t('sync.asking'), detail: '' }
  return (
    <SectionLink
      section="sync"
      title={text.t('frame.toSync')}
      data-sync={live.state === 'here' ? live.value.state : live.state}
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, minHeight: 32, px: 1.25, borderRadius: 4, border: 1, borderColor: 'divider', color: 'text.primary', textDecoration: 'none', fontSize: '0.8125rem', whiteSpace: 'nowrap', '&:hover': { bgcolor: 'action.hover' } }}
    >
      <Box component="span" aria-hidden sx={{ color: COLOUR[words.tone], fontSize: '0.75rem' }}>{SIGN[words.tone]}</Box>
      <Box component="output" sx={{ fontWeight: 600, color: words.tone === 'good' ? 'text.primary' : COLOUR[words.tone] }}>{words.state}</Box>
      {words.detail === '' ? null : <Box component="span" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>{words.detail}</Box>}
    </SectionLink>
  )
}
