/** Which kinds of places are drawn; each button shows the kind's own picture and, where known, how many there are. */
import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import ToggleButton from '@mui/material/ToggleButton'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { useAddress } from '../state/address.ts'
import { chooseMarks } from '../state/choices.ts'
import { MarkSymbol } from './mark-symbol.tsx'
import { MARK_KINDS, SITES_FROM_ZOOM } from './marks.ts'
import type { MarkKind } from './marks.ts'

interface Props {
  zoom: number | null
  counts: Partial<Record<MarkKind, number | null>>
}

export function MarkToggles({ zoom, counts }: Props): ReactNode {
  const { t, number } = useText()
  const [address, change] = useAddress()
  const marks = chooseMarks(address)
  const hidesSites = zoom !== null && zoom < SITES_FROM_ZOOM && marks.some((kind) => kind !== 'bottleneck' && kind !== 'duty' && kind !== 'overdue')
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset does not wrap its buttons in a row
    <Box role="group" aria-label={t('map.marks')} sx={{ p: 1 }}>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', gap: 0.5 }}>
        {MARK_KINDS.map((kind) => {
          const shown = marks.includes(kind)
          const count = counts[kind]
          return (
            <ToggleButton
              key={kind} value={kind} size="small" selected={shown} data-mark-toggle={kind}
              onChange={() => change({ marks: MARK_KINDS.filter((each) => (each === kind ? !shown : marks.includes(each))) }, 'replace')}
              sx={{ px: 0.75, py: 0.25, gap: 0.5, textTransform: 'none', fontSize: '0.75rem', whiteSpace: 'nowrap', '&:not(.Mui-selected) svg': { opacity: 0.35 } }}
            >
              <MarkSymbol kind={kind} size={18} />{t(`map.kind.${kind}`)}
              {count == null ? null : <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>{number(count)}</Box>}
            </ToggleButton>
          )
        })}
      </Stack>
      {hidesSites ? <Typography variant="caption" component="p" sx={{ color: 'text.secondary', m: 0, mt: 0.5 }}>{t('map.marks.zoomIn')}</Typography> : null}
    </Box>
  )
}
