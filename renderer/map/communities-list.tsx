/** The communities of the street in the filter: names to go to, figures as far as the data names communities. */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { COMMUNITY_COUNTS, type Communities } from '../../preload/contract/communities.ts'
import type { Filter } from '../../preload/contract/model.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { getSurface } from './surface.ts'

const COMMUNITY_ZOOM = 14.5

export function CommunitiesList({ filter }: { filter: Filter }): ReactNode {
  const live = useLive('areas.communities', filter.area === null ? null : { filter }, ['field', 'places'])
  if (filter.area === null) return null
  const here = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
  return (
    <>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {here === null || here.street !== filter.area ? null : <List here={here} />}
    </>
  )
}

function List({ here }: { here: Communities }): ReactNode {
  const { t, number, locale } = useText()
  const { communities, unnamed } = here
  const known = COMMUNITY_COUNTS.filter((kind) => communities.some(({ counts }) => counts[kind] !== null))
  const missing = COMMUNITY_COUNTS.filter((kind) => !known.includes(kind)).map((kind) => t(`communities.${kind}`)).join(locale === 'en' ? ', ' : '、')
  return (
    <Box component="section" aria-label={t('communities.title', { n: communities.length })} data-communities={communities.length}>
      <Typography variant="subtitle2" component="h3">{t('communities.title', { n: communities.length })}</Typography>
      {communities.length === 0 ? <Typography variant="body2">{t('communities.none')}</Typography> : null}
      {communities.length > 0 && missing !== '' ? <Typography variant="caption" component="p" sx={{ color: 'text.secondary', my: 0.5 }}>{t('communities.missing', { what: missing })}</Typography> : null}
      {communities.length === 0 ? null : (
        <Table size="small" sx={{ '& .MuiTableCell-root': { px: 0.5, py: 0.5, fontSize: '0.8125rem' } }}>
          <TableHead><TableRow><TableCell>{t('communities.name')}</TableCell>{known.map((kind) => <TableCell key={kind} align="right">{t(`communities.${kind}`)}</TableCell>)}</TableRow></TableHead>
          <TableBody>
            {communities.map(({ id, name, nameEn, label, counts }) => (
              <TableRow key={id} data-community={id}>
                <TableCell>{label === null ? <bdi>{name}</bdi> : <Link component="button" type="button" sx={{ textAlign: 'start', font: 'inherit' }} onClick={() => getSurface().setCamera({ lng: label[0], lat: label[1], zoom: COMMUNITY_ZOOM }, true)}><bdi>{locale === 'en' ? (nameEn ?? name) : name}</bdi></Link>}</TableCell>
                {known.map((kind) => <TableCell key={kind} align="right">{number(counts[kind] ?? 0)}</TableCell>)}
              </TableRow>
            ))}
            {known.length === 0 ? null : <TableRow><TableCell>{t('communities.unnamed')}</TableCell>{known.map((kind) => <TableCell key={kind} align="right">{number(unnamed[kind])}</TableCell>)}</TableRow>}
          </TableBody>
        </Table>
      )}
    </Box>
  )
}
