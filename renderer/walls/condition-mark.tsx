/** A wall's condition: icon, word and colour together, and the sentence that says what it means. */
import FrozenIcon from '@mui/icons-material/AcUnitOutlined'
import HiddenIcon from '@mui/icons-material/VisibilityOffOutlined'
import SafeIcon from '@mui/icons-material/HealthAndSafetyOutlined'
import ShutIcon from '@mui/icons-material/TvOffOutlined'
import SilentIcon from '@mui/icons-material/SensorsOffOutlined'
import StuckIcon from '@mui/icons-material/SyncProblemOutlined'
import WaitingIcon from '@mui/icons-material/HourglassEmptyOutlined'
import WellIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { WallCondition } from '../../preload/contract/wall-health.ts'
import { useText } from '../chrome/text.ts'

const LOOK = {
  shut: [ShutIcon, 'text.secondary'], waiting: [WaitingIcon, 'info.text'], well: [WellIcon, 'success.text'], silent: [SilentIcon, 'error.text'],
  frozen: [FrozenIcon, 'error.text'], stuck: [StuckIcon, 'error.text'], hidden: [HiddenIcon, 'warning.text'], safe: [SafeIcon, 'warning.text'],
} as const satisfies Record<WallCondition, readonly [typeof ShutIcon, string]>

export function ConditionMark({ condition }: { condition: WallCondition }): ReactNode {
  const { t } = useText()
  const [Icon, colour] = LOOK[condition]
  return (
    <Box component="span" data-condition={condition} title={t(`walls.condition.${condition}.more`)} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, color: colour, fontWeight: 650, whiteSpace: 'nowrap' }}>
      <Icon fontSize="small" aria-hidden />
      {t(`walls.condition.${condition}`)}
    </Box>
  )
}
