/** Which kinds of places are drawn; each button shows the kind's own picture. */
import Stack from '@mui/material/Stack'
import ToggleButton from '@mui/material/ToggleButton'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { useAddress } from '../state/address.ts'
import { MarkSymbol } from './mark-symbol.tsx'
import { MARK_KINDS, SITES_FROM_ZOOM } from './marks.ts'

export function MarkToggles({ zoom }: { zoom: number | null }): ReactNode {
  const { t } = useText()
  const [{ marks }, change] = useAddress()
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset does not wrap its buttons in a row
    <Stack direction="row" role="group" aria-label={t('map.marks')} useFlexGap sx={{ flexWrap: 'wrap', gap: 0.5, p: 1 }}>
      {MARK_KINDS.map((kind) => {
        const shown = marks.includes(kind)
        return (
          <ToggleButton
            key={kind} value={kind} size="small" selected={shown} data-mark-toggle={kind}
            onChange={() => change({ marks: MARK_KINDS.filter((each) => (each === kind ? !shown : marks.includes(each))) }, 'replace')}
            sx={{ px: 0.75, py: 0.25, gap: 0.5, textTransform: 'none', fontSize: '0.75rem', '&:not(.Mui-selected) svg': { opacity: 0.35 } }}
          >
            <MarkSymbol kind={kind} size={18} />{t(`map.kind.${kind}`)}
          </ToggleButton>
        )
      })}
      {zoom !== null && zoom < SITES_FROM_ZOOM ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('map.marks.zoomIn')}</Typography> : null}
    </Stack>
  )
}
