/** Which layer is drawn, as a field with a kernel in metres, as hexagons or as whole areas. */
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { BANDWIDTHS_METERS, FIELD_LAYERS } from '../../preload/contract/model.ts'
import type { BandwidthMeters, FieldLayer } from '../../preload/contract/model.ts'
import { useText } from '../chrome/text.ts'
import { MODES, useAddress } from '../state/address.ts'
import type { Mode } from '../state/address.ts'
import { chooseBandwidth } from '../state/choices.ts'
import { useSession } from '../state/session.ts'
import { MeasurePicker } from './measure-picker.tsx'

const SMALL = { px: 1, py: 0, fontSize: '0.75rem', textTransform: 'none' } as const

export function LayerSwitch(): ReactNode {
  const { t } = useText()
  const [address, change] = useAddress()
  const { layer, mode } = address
  const bandwidthMeters = chooseBandwidth(address, useSession()?.role ?? null)
  return (
    <Paper sx={{ position: 'absolute', top: 12, left: 12, p: 1, maxWidth: 'calc(100% - 80px)' }}>
      <Stack spacing={0.75}>
        <ToggleButtonGroup exclusive size="small" value={layer} aria-label={t('map.layer')} onChange={(_, chosen: FieldLayer | null) => chosen && change({ layer: chosen })}>
          {FIELD_LAYERS.map((each) => (
            <ToggleButton key={each} value={each} data-layer={each} sx={{ px: 1.5, py: 0.5, textTransform: 'none' }}>{t(`map.layer.${each}`)}</ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <ToggleButtonGroup exclusive size="small" value={mode} aria-label={t('map.mode')} onChange={(_, chosen: Mode | null) => chosen && change({ mode: chosen })}>
            {MODES.map((each) => <ToggleButton key={each} value={each} sx={SMALL}>{t(`map.mode.${each}`)}</ToggleButton>)}
          </ToggleButtonGroup>
          {mode !== 'field' ? null : (
            <>
              <Tooltip describeChild title={t('map.bandwidth.hint')}>
                <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('map.bandwidth')}</Typography>
              </Tooltip>
              <ToggleButtonGroup exclusive size="small" value={bandwidthMeters} aria-label={t('map.bandwidth')} onChange={(_, chosen: BandwidthMeters | null) => chosen && change({ bandwidthMeters: chosen })}>
                {BANDWIDTHS_METERS.map((meters) => <ToggleButton key={meters} value={meters} sx={SMALL}>{t('map.bandwidth.value', { meters })}</ToggleButton>)}
              </ToggleButtonGroup>
            </>
          )}
        </Stack>
        {mode === 'field' ? null : <MeasurePicker />}
      </Stack>
    </Paper>
  )
}
