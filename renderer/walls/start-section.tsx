/** How walls start by themselves: with this PC where the program can, by a kiosk browser where it has no windows. */
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'
import { Group } from './settings/group.tsx'
import { WallFailure } from './wall-failure.tsx'

export function StartSection({ walls, hasWindows, startsAtLogOn }: { walls: readonly WallId[]; hasWindows: boolean; startsAtLogOn: boolean | null }): ReactNode {
  const { t } = useText()
  const [setting, set] = useAct('wall.startAtLogOn')
  return (
    <Group title={t('walls.group.start')}>
      {startsAtLogOn === null ? null : (
        <div>
          <FormControlLabel control={<Switch checked={startsAtLogOn} onChange={(_, on) => set({ on })} />} label={t('walls.startAtLogOn')} />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('walls.startAtLogOn.hint')}</Typography>
        </div>
      )}
      {hasWindows ? null : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('walls.kiosk')} <Box component="code" sx={{ color: 'text.primary', userSelect: 'all' }}>npm run kiosk -- --walls {walls.join(',')}</Box>
        </Typography>
      )}
      {setting.state === 'failed' ? <WallFailure failure={setting.failure} /> : null}
    </Group>
  )
}
