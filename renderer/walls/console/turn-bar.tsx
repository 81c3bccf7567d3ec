/** Previous, pin or go on, next; and in words what the wall is doing. */
import NextIcon from '@mui/icons-material/SkipNextOutlined'
import PinIcon from '@mui/icons-material/PushPinOutlined'
import PreviousIcon from '@mui/icons-material/SkipPreviousOutlined'
import ResumeIcon from '@mui/icons-material/PlayArrowOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { SceneId } from '../../../preload/contract/wall-settings.ts'
import type { WallState } from '../../../preload/contract/wall.ts'
import { useText } from '../../chrome/text.ts'
import type { WallKey } from './wall-keys.ts'

interface Props {
  onShow: SceneId | null
  pinned: WallState['pinned']
  /** The console's clock. */
  now: number
  /** Whether a page is there to turn. */
  isOpen: boolean
  press: (key: WallKey) => void
}

export function TurnBar({ onShow, pinned, now, isOpen, press }: Props): ReactNode {
  const text = useText()
  const { t } = text
  const scene = onShow === null ? t('walls.unknown') : t(`wall.scene.${onShow}`)
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
      <Button variant="outlined" startIcon={<PreviousIcon />} aria-keyshortcuts="ArrowLeft" data-press="previous" onClick={() => press('previous')}>{t('walls.previous')}</Button>
      <Button variant={pinned === null ? 'outlined' : 'contained'} startIcon={pinned === null ? <PinIcon /> : <ResumeIcon />} aria-keyshortcuts="Space" data-press="pin" onClick={() => press('pin')}>{t(pinned === null ? 'walls.pin' : 'walls.resume')}</Button>
      <Button variant="outlined" endIcon={<NextIcon />} aria-keyshortcuts="ArrowRight" data-press="next" onClick={() => press('next')}>{t('walls.next')}</Button>
      <Typography component="output" data-pinned={pinned?.scene ?? ''} sx={{ flex: 1, minWidth: 220 }}>
        {pinned === null ? (isOpen ? t('walls.turning', { scene }) : t('walls.turning.shut')) : t('walls.pinned', { scene: t(`wall.scene.${pinned.scene}`), time: text.time(pinned.until), duration: text.duration(Math.max(0, pinned.until - now)) })}
      </Typography>
    </Box>
  )
}
