/** How many own edits are only on this PC, since when, and how many need their author; leads to the page of own edits. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { wordBadge, type BadgePart } from './edit-badge-words.ts'
import { SectionLink } from './section-link.tsx'
import { useText } from './text.ts'

const COLOUR: Record<BadgePart['tone'], string> = { bad: 'error.text', wait: 'warning.text', busy: 'info.text' }
/** The sign differs in shape too, for those who do not see the colour. */
const SIGN: Record<BadgePart['tone'], string> = { bad: '✕', wait: '▲', busy: '◔' }

export function EditBadge(): ReactNode {
  const text = useText()
  const now = useNow()
  const live = useLive('edits.badge', null, ['edits', 'session'])
  const badge = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  if (badge === undefined) return null
  // The age grows while nobody asks again.
  const oldestMs = badge.oldestMs === null || live.state !== 'here' ? badge.oldestMs : badge.oldestMs + Math.max(0, now - live.at)
  const parts = wordBadge({ ...badge, oldestMs }, text)
  return (
    <Box component="output" sx={{ display: 'inline-flex' }} data-edit-badge={`${badge.unsent} ${badge.refused}`}>
      {parts.length === 0 ? null : (
        <SectionLink section="edits" title={text.t('editBadge.open')}
          sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.25, minHeight: 32, px: 1.25, borderRadius: 4, border: 1, borderColor: 'divider', color: 'text.primary', textDecoration: 'none', fontSize: '0.8125rem', whiteSpace: 'nowrap', '&:hover': { bgcolor: 'action.hover' } }}>
          {parts.map(({ tone, state, detail }) => (
            <Box component="span" key={state} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
              <Box component="span" aria-hidden sx={{ color: COLOUR[tone], fontSize: '0.75rem' }}>{SIGN[tone]}</Box>
              <Box component="span" sx={{ fontWeight: 600, color: COLOUR[tone] }}>{state}</Box>
              {detail === '' ? null : <Box component="span" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>{detail}</Box>}
            </Box>
          ))}
        </SectionLink>
      )}
    </Box>
  )
}
