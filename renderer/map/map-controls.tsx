/** Zoom buttons, the scale bar and the line that says where the base map comes from. */
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import AddIcon from '@mui/icons-material/Add'
import FitScreenIcon from '@mui/icons-material/FitScreen'
import RemoveIcon from '@mui/icons-material/Remove'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { clampZoom } from '../chrome/ground/camera.ts'
import { scaleBar } from '../chrome/ground/scale.ts'
import { getSurface } from './surface.ts'
import { useIsSoftware } from './use-surface.ts'
import type { Settled } from './use-surface.ts'

export function zoomBy(step: number): void {
  const surface = getSurface()
  const camera = surface.camera()
  if (camera !== null) surface.setCamera({ ...camera, zoom: clampZoom(camera.zoom + step) })
}

export function ZoomButtons({ showAll }: { showAll: () => void }): ReactNode {
  const { t } = useText()
  const buttons = [
    ['map.zoomIn', AddIcon, () => zoomBy(1)],
    ['map.zoomOut', RemoveIcon, () => zoomBy(-1)],
    ['map.home', FitScreenIcon, showAll],
  ] as const
  return (
    <Paper sx={{ position: 'absolute', top: 12, right: 12, display: 'flex', flexDirection: 'column' }}>
      {buttons.map(([key, Icon, act]) => (
        <IconButton key={key} aria-label={t(key)} title={t(key)} onClick={act}><Icon fontSize="small" /></IconButton>
      ))}
    </Paper>
  )
}

interface GroundProps {
  settled: Settled | null
  attribution: string
  /** 审图号 of the map shown; '' where there is none. */
  approvalNumber: string
  /** For tests: of a base map from a file. */
  tiles: { waiting: number; shown: number }
}

/** Bottom edge: scale at the centre's latitude, then attribution, which wraps: the licences want it whole; last the approval number, which is never cut. */
export function GroundLine({ settled, attribution, approvalNumber, tiles }: GroundProps): ReactNode {
  const { t, number } = useText()
  const isSoftware = useIsSoftware()
  const bar = settled === null ? null : scaleBar(settled.camera.lat, settled.camera.zoom, 120)
  return (
    <Box data-tiles-shown={tiles.shown} data-tiles-waiting={tiles.waiting} sx={{ position: 'absolute', left: 0, right: 0, bottom: 0, px: 1.5, py: 0.25, display: 'flex', gap: 2, alignItems: 'center', backgroundColor: 'background.paper', opacity: 0.92, pointerEvents: 'none', minHeight: 26 }}>
      {bar === null ? null : (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75, flex: 'none' }} data-scale-meters={bar.meters}>
          <Box sx={{ height: 7, border: 2, borderTop: 0, borderColor: 'text.primary' }} style={{ width: bar.pixels }} />
          <Typography variant="caption">{bar.meters >= 1000 ? t('map.scale.km', { n: number(bar.meters / 1000) }) : t('map.scale.m', { n: number(bar.meters) })}</Typography>
        </Box>
      )}
      {isSoftware ? <Typography variant="caption" data-software-gpu="" sx={{ flex: 'none', whiteSpace: 'nowrap', fontSize: '0.7rem', lineHeight: 1.3 }}>{t('map.software')}</Typography> : null}
      <Typography variant="caption" sx={{ color: 'text.secondary', fontSize: '0.7rem', lineHeight: 1.3, minWidth: 0 }}><bdi>{attribution}</bdi></Typography>
      {approvalNumber === '' ? null : <Typography variant="caption" data-approval-number="" sx={{ flex: 'none', ml: 'auto', whiteSpace: 'nowrap' }}><bdi>{t('map.approval', { number: approvalNumber })}</bdi></Typography>}
    </Box>
  )
}
