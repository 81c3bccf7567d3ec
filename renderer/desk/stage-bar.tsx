/** The seven stages of the case flow, and which of them the case is in: said in words, not by colour alone. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { CaseStatus } from '../../preload/contract/case-status.ts'
import { useText } from '../chrome/text.ts'

const STAGES = [1, 2, 3, 4, 5, 6, 7] as const
type Stage = (typeof STAGES)[number]
/** A merged case stands nowhere of its own: it goes with the one it was merged into. */
const STAGE_OF: Record<CaseStatus, Stage | null> = {
  reported: 1, verifying: 2, filed: 2, dispatched: 3, returned: 3, handling: 4, extension_requested: 4, suspended: 4, fed_back: 5, checking: 6, rework: 4,
  closed: 6, closed_forced: 6, rejected: 2, merged: null, void: 2,
}

export function StageBar({ status }: { status: CaseStatus }): ReactNode {
  const { t } = useText()
  const here = STAGE_OF[status]
  return (
    <Box component="ol" aria-label={t('desk.stages')} data-stage={here ?? ''} sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gridTemplateColumns: 'repeat(7, 1fr)', gap: '3px' }}>
      {STAGES.map((stage) => {
        const isHere = stage === here
        const isPast = here !== null && stage < here
        return (
          <Box component="li" key={stage} aria-current={isHere ? 'step' : undefined} sx={{ display: 'grid', gap: 0.5, alignContent: 'start', textAlign: 'center', fontSize: '0.75rem', lineHeight: 1.3, fontWeight: isHere ? 700 : 400, color: isHere ? 'text.primary' : 'text.secondary' }}>
            <Box aria-hidden sx={{ height: isHere ? 8 : 4, mt: isHere ? 0 : '4px', borderRadius: 0.5, bgcolor: isHere || isPast ? 'primary.main' : 'divider' }} />
            {t(`desk.stage.${stage}`)}
          </Box>
        )
      })}
    </Box>
  )
}
