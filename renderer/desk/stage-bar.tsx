/** The seven stages of the case flow, and which of them the case is in: said in words, not by colour alone. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { Stage } from '../../preload/contract/case-flow.ts'
import { useText } from '../chrome/text.ts'

const STAGES = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Stage[]

export function StageBar({ stage: here }: { stage: Stage }): ReactNode {
  const { t } = useText()
  return (
    <Box component="ol" aria-label={t('desk.stages')} data-stage={here} sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gridTemplateColumns: 'repeat(7, 1fr)', gap: '3px' }}>
      {STAGES.map((stage) => {
        const isHere = stage === here
        const isPast = stage < here
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
