/** A point put on a small map: by a press, or by the arrow keys while the drawing has the focus. */
import AddIcon from '@mui/icons-material/Add'
import RemoveIcon from '@mui/icons-material/Remove'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { useState } from 'react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import { useText } from '../../chrome/text.ts'
import { toPixel, toPlace } from './ground-frame.ts'
import { SmallMap } from './small-map.tsx'
import { homeFrame } from './use-outlines.ts'

const SIZE = { width: 536, height: 260 }
const CLOSEST = 7
/** Pixels of one press of an arrow key. */
const STEP = 4
const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }

interface Props {
  /** As it was when the form was opened. */
  whole: Pick<CaseWhole, 'lng' | 'lat' | 'street'>
  /** There is no place yet that it could be told apart from. */
  isNew?: boolean
  outlines: readonly AreaBoundary[]
  /** Null while what is typed is no place. */
  point: { lng: number; lat: number } | null
  put: (to: { lng: number; lat: number }) => void
}

export function PlacePicker({ whole, isNew = false, outlines, point, put }: Props): ReactNode {
  const { t } = useText()
  const [zoom, setZoom] = useState(0)
  const [center, setCenter] = useState<{ lng: number; lat: number } | null>(null)
  const home = homeFrame(whole, outlines, SIZE)
  const frame = { ...home, ...(zoom === 0 || center === null ? {} : center), metersPerPixel: home.metersPerPixel / 2 ** zoom }
  const at = point ?? whole
  const look = (next: number): void => {
    setZoom(next)
    setCenter({ lng: at.lng, lat: at.lat })
  }
  const putAt = (pixel: readonly [number, number]): void => {
    const [lng, lat] = toPlace(frame, pixel)
    put({ lng, lat })
  }
  const pressed = (event: MouseEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    putAt([((event.clientX - box.left) * frame.width) / box.width, ((event.clientY - box.top) * frame.height) / box.height])
  }
  const keyed = (event: KeyboardEvent): void => {
    const step = ARROWS[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const [x, y] = toPixel(frame, [at.lng, at.lat])
      putAt([x + step[0], y + step[1]])
    } else if ((event.key === '+' || event.key === '=') && zoom < CLOSEST) look(zoom + 1)
    else if (event.key === '-' && zoom > 0) look(zoom - 1)
  }
  const points = [...(isNew ? [] : [{ kind: 'before' as const, lng: whole.lng, lat: whole.lat }]), ...(point === null ? [] : [{ kind: 'place' as const, ...point }])]
  return (
    <Box sx={{ position: 'relative' }}>
      <Box tabIndex={0} role="application" aria-label={t('place.pick')} aria-roledescription={t('place.pick.what')} onKeyDown={keyed} data-place-picker sx={{ borderRadius: 1 }}>
        <SmallMap frame={frame} outlines={outlines} own={whole.street.id} points={points} label={t('place.pick')} onClick={pressed} style={{ cursor: 'crosshair' }} />
      </Box>
      <Box sx={{ position: 'absolute', top: 8, right: 8, display: 'grid', bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1 }}>
        <Tooltip title={t('place.closer')} placement="left"><span><IconButton aria-label={t('place.closer')} disabled={zoom >= CLOSEST} onClick={() => look(zoom + 1)}><AddIcon fontSize="small" /></IconButton></span></Tooltip>
        <Tooltip title={t('place.farther')} placement="left"><span><IconButton aria-label={t('place.farther')} disabled={zoom <= 0} onClick={() => look(zoom - 1)}><RemoveIcon fontSize="small" /></IconButton></span></Tooltip>
      </Box>
    </Box>
  )
}
