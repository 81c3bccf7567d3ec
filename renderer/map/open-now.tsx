/** Only what is open now: the choice, and how many friendly points in view are open, closed, or state no hours. */
import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import Typography from '@mui/material/Typography'
import ScheduleIcon from '@mui/icons-material/Schedule'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'
import type { PlacesHere } from './use-marks.ts'

/** Nothing while no friendly points are asked for: of the other places being open is no question. */
export function OpenNow({ places }: { places: PlacesHere }): ReactNode {
  const { t, number } = useText()
  const openNow = useAddressPart('openNow')
  if (places.sites === null) return null
  const { open, closed, unknown } = places.sites.openings
  return (
    <Box sx={{ px: 1, pb: 1, display: 'flex', gap: 1, alignItems: 'center' }} data-openings={`${open} ${closed} ${unknown}`}>
      <ToggleButton
        value="open" size="small" selected={openNow} data-open-now="" onChange={() => changeAddress({ openNow: !openNow }, 'replace')}
        sx={{ px: 0.75, py: 0.25, gap: 0.5, fontSize: '0.75rem', whiteSpace: 'nowrap', flex: 'none' }}
      >
        <ScheduleIcon sx={{ fontSize: 16 }} />{t('map.openNow')}
      </ToggleButton>
      <Typography variant="caption" sx={{ color: 'text.secondary', lineHeight: 1.3 }}>
        {t(openNow ? 'map.openNow.hidden' : 'map.openNow.counts', { open: number(open), closed: number(closed), unknown: number(unknown) })}
      </Typography>
    </Box>
  )
}
