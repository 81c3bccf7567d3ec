/** The walls from the desk: how each fares, what it shows and is told to show, and how it is set. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useAddressPart } from '../state/address.ts'
import { useConsoleNow, useWalls } from './use-walls.ts'
import { WallList } from './wall-list.tsx'
import { WallParts } from './wall-parts.tsx'

export function WallsPage(): ReactNode {
  const { t } = useText()
  const asked = useAddressPart('wall')
  const live = useWalls()
  const now = useConsoleNow(live)
  const walls = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const chosen = walls?.walls.find(({ id }) => id === asked) ?? walls?.walls[0]
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: 3, py: 2, position: 'relative' }} data-walls={walls?.walls.length ?? ''}>
      <Box sx={{ maxWidth: 1800, mx: 'auto', display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Typography variant="h1" component="h2" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{t('walls.title')}</Typography>
        {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
        {live.state === 'asking' ? <Box><LinearProgress aria-label={t('walls.loading')} /><Typography component="output" sx={{ mt: 1 }}>{t('walls.loading')}</Typography></Box> : null}
        {walls?.damaged === true ? <Alert severity="warning" data-walls-damaged="">{t('walls.damaged')}</Alert> : null}
        {walls === undefined ? null : <WallList walls={walls} now={now} chosen={chosen?.id ?? asked} />}
        {walls === undefined || chosen === undefined ? null : <WallParts walls={walls} wall={chosen} now={now} />}
      </Box>
    </Box>
  )
}
