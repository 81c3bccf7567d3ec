/** Drawing a ground on the map: the two pencils, and while one is in use what to do next and how far one is. */
import PentagonIcon from '@mui/icons-material/PentagonOutlined'
import RectangleIcon from '@mui/icons-material/RectangleOutlined'
import UndoIcon from '@mui/icons-material/Undo'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { MOST_CORNERS } from '../../preload/contract/drawn.ts'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'
import { useKeys } from '../state/keys.ts'
import { mayClose, type Shape } from './pencil.ts'
import type { Hand } from './use-pencil.ts'

export function DrawTools({ hand, focusMap }: { hand: Hand; focusMap: () => void }): ReactNode {
  const { t } = useText()
  const drawn = useAddressPart('drawn')
  const { pencil, last } = hand
  const begin = (shape: Shape): void => {
    hand.begin(shape)
    // Enter puts the next corner at once.
    focusMap()
  }
  useKeys({ d: () => begin('ring'), b: () => begin('box') })
  const isCleared = drawn === null && last !== null
  return (
    <>
      <Paper sx={{ position: 'absolute', top: 240, right: 12, display: 'flex', flexDirection: 'column' }}>
        <IconButton aria-label={t('draw.ring')} title={`${t('draw.ring')} (D)`} aria-pressed={pencil?.shape === 'ring'} color={pencil?.shape === 'ring' ? 'primary' : 'default'} onClick={() => begin('ring')}><PentagonIcon fontSize="small" /></IconButton>
        <IconButton aria-label={t('draw.box')} title={`${t('draw.box')} (B)`} aria-pressed={pencil?.shape === 'box'} color={pencil?.shape === 'box' ? 'primary' : 'default'} onClick={() => begin('box')}><RectangleIcon fontSize="small" /></IconButton>
        {isCleared ? <IconButton aria-label={t('draw.restore')} title={t('draw.restore')} onClick={() => changeAddress({ drawn: last })}><UndoIcon fontSize="small" /></IconButton> : null}
      </Paper>
      {pencil === null ? null : <Guide hand={hand} focusMap={focusMap} />}
    </>
  )
}

function Guide({ hand, focusMap }: { hand: Hand; focusMap: () => void }): ReactNode {
  const { t } = useText()
  const { pencil } = hand
  if (pencil === null) return null
  const count = pencil.corners.length
  const step = pencil.shape === 'box' ? (count === 0 ? 'draw.box.first' : 'draw.box.second') : count === 0 ? 'draw.ring.first' : mayClose(pencil) ? 'draw.ring.close' : 'draw.ring.next'
  const act = (work: () => void) => () => {
    work()
    focusMap()
  }
  return (
    <Paper component="section" elevation={8} aria-label={t('draw.title')} sx={{ position: 'absolute', top: 12, right: 60, width: 340, maxWidth: 'calc(100% - 72px)', p: 1.5 }}>
      <Stack spacing={1}>
        <Typography variant="subtitle2" component="h2">{t('draw.title')}{pencil.shape === 'ring' ? ` · ${t('draw.corners', { n: count, of: MOST_CORNERS })}` : ''}</Typography>
        <Typography variant="body2" component="output" data-draw-step={step}>{t(step)}</Typography>
        {pencil.refused === null ? null : <Alert severity="warning" role="alert" sx={{ py: 0 }}>{t(`draw.refused.${pencil.refused}`, { n: MOST_CORNERS })}</Alert>}
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
          {pencil.shape === 'ring' ? <Button variant="contained" disabled={!mayClose(pencil)} onClick={act(hand.close)}>{t('draw.close')}</Button> : null}
          <Button variant="outlined" color="inherit" disabled={count === 0} onClick={act(hand.takeBack)}>{t('draw.takeBack')}</Button>
          <Button color="inherit" onClick={act(hand.cancel)}>{t('frame.cancel')}</Button>
        </Stack>
      </Stack>
    </Paper>
  )
}
