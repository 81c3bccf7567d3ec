/** The way from the city down to the area in the filter: each step is a link to it, and the next level is one press away. */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { formatAddress, useAddress } from '../state/address.ts'
import { useCity } from '../state/city.ts'
import { areaOf, lineOf, nameOf } from '../chrome/ground/areas.ts'

export function AreaCrumbs(): ReactNode {
  const city = useCity()
  const { t, locale } = useText()
  const [address, change] = useAddress()
  const line = lineOf(city, address.area)
  if (line.length === 0) return null
  const steps = [{ id: null, words: t('filter.area.city') }, ...line.map((area) => ({ id: area.id as string | null, words: nameOf(areaOf(city, area.id), locale === 'en') }))]
  return (
    <Box component="nav" aria-label={t('map.crumbs')} sx={{ flex: 'none', px: 2, py: 0.5, borderBottom: 1, borderColor: 'divider', backgroundColor: 'background.paper' }}>
      <Box component="ol" sx={{ display: 'flex', flexWrap: 'wrap', listStyle: 'none', m: 0, p: 0 }}>
        {steps.map(({ id, words }, n) => (
          <Box component="li" key={id ?? ''} sx={{ display: 'flex' }}>
            {n === 0 ? null : <Typography component="span" variant="body2" aria-hidden="true" sx={{ mx: 1, color: 'text.secondary' }}>›</Typography>}
            {n === steps.length - 1 ? <Typography component="span" variant="body2" aria-current="location" sx={{ fontWeight: 600 }}><bdi>{words}</bdi></Typography> : (
              <Link variant="body2" href={formatAddress(stepTo(id))} onClick={(event) => {
                // A plain press stays in the page; a new window may follow the link.
                if (event.ctrlKey || event.metaKey || event.shiftKey) return
                event.preventDefault()
                change(levelOf(id))
              }}><bdi>{words}</bdi></Link>
            )}
          </Box>
        ))}
      </Box>
    </Box>
  )

  function levelOf(id: string | null) {
    return { area: id, level: areaOf(city, id)?.level === 'district' ? ('street' as const) : id === null ? ('district' as const) : address.level }
  }
  function stepTo(id: string | null) {
    return { ...address, ...levelOf(id), camera: null }
  }
}
