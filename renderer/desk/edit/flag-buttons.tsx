/** Urgent, danger to life, supervised: each on or off, by whoever may; who may not is told why. */
import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import Tooltip from '@mui/material/Tooltip'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { useText } from '../../chrome/text.ts'

export const FLAGS = ['urgent', 'danger_to_life', 'supervised'] as const
export type Flag = (typeof FLAGS)[number]

export const isSet = ({ urgent, danger, supervised }: Pick<CaseWhole, 'urgent' | 'danger' | 'supervised'>, flag: Flag): boolean => ({ urgent, danger_to_life: danger, supervised })[flag]

export function FlagButtons({ whole, turn }: { whole: CaseWhole; turn: (flag: Flag) => void }): ReactNode {
  const { t } = useText()
  const offered = FLAGS.filter((flag) => whole.fields[flag] === null || isSet(whole, flag))
  if (offered.length === 0) return null
  return (
    <Box component="fieldset" aria-label={t('edit.flags')} sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
      {offered.map((flag) => {
        const why = whole.fields[flag]
        const isOn = isSet(whole, flag)
        return (
          <Tooltip key={flag} describeChild title={why === null ? '' : t(`flow.why.${why}`)}>
            {/* A disabled button would say nothing, and nobody could reach it. */}
            <ToggleButton value={flag} size="small" selected={isOn} aria-disabled={why !== null} data-flag={flag} onClick={() => why === null && turn(flag)}
              sx={{ px: 1, py: 0, minHeight: 28, gap: 0.5, ...(why === null ? {} : { cursor: 'default' }) }}>
              <span aria-hidden>{isOn ? '☑' : '☐'}</span>{t(`flow.field.${flag}`)}
            </ToggleButton>
          </Tooltip>
        )
      })}
    </Box>
  )
}
