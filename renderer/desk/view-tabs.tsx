/** The views with how many cases each has, and whose cases are meant. */
import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import type { ReactNode } from 'react'
import type { CaseCounts } from '../../preload/contract/case-list.ts'
import { CASE_VIEWS, type CaseView } from '../../preload/contract/case-question.ts'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'

export function ViewTabs({ counts, home }: { counts: CaseCounts | null; home: string | null }): ReactNode {
  const { t, number } = useText()
  const view = useAddressPart('view')
  const mine = useAddressPart('mine')
  return (
    <>
      <ToggleButtonGroup size="small" exclusive value={view} aria-label={t('desk.views')} onChange={(_, next: CaseView | null) => next !== null && changeAddress({ view: next, order: null })}>
        {CASE_VIEWS.map((each) => (
          <ToggleButton key={each} value={each} data-view={each} data-count={counts?.views[each] ?? ''} sx={{ px: 1.25, gap: 0.75 }}>
            {t(`desk.view.${each}`)}
            <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>{counts === null ? '…' : number(counts.views[each])}</Box>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {home === null ? null : (
        <ToggleButtonGroup size="small" exclusive value={mine ? 'mine' : 'all'} aria-label={t('desk.whose')} onChange={(_, next: 'mine' | 'all' | null) => next !== null && changeAddress({ mine: next === 'mine' })}>
          <ToggleButton value="mine" sx={{ px: 1.25 }}>{t('desk.whose.mine')}</ToggleButton>
          <ToggleButton value="all" sx={{ px: 1.25 }}>{t('desk.whose.all')}</ToggleButton>
        </ToggleButtonGroup>
      )}
    </>
  )
}
