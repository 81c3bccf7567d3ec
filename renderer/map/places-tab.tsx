/** Places in view as tables: the map's marks for the keyboard, for screen readers, and where no map can be drawn. */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Stack from '@mui/material/Stack'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { AreaBoundary, City, View } from '../../preload/contract/model.ts'
import { useText } from '../chrome/text.ts'
import { areaOf, nameOf } from '../chrome/ground/areas.ts'
import { areaAt } from '../state/inside.ts'
import { MarkSymbol } from './mark-symbol.tsx'
import type { Mark, MarkKind } from './marks.ts'
import { listPlaces, listsNothing } from './places-list.ts'
import type { PlacesListed } from './places-list.ts'
import { useMinute } from './use-marks.ts'
import type { PlacesHere } from './use-marks.ts'

/** Rows a person may still read through; the rest is reached by zooming in. */
const MOST_ROWS = 60

interface Props {
  places: PlacesHere
  view: View | null
  city: City
  districts: readonly AreaBoundary[]
  choose: (mark: Mark) => void
}

interface SectionProps<P extends keyof PlacesListed> extends Pick<Props, 'places' | 'city' | 'districts' | 'choose'> {
  here: PlacesListed[P]
}

export function PlacesTab(props: Props): ReactNode {
  const { t } = useText()
  const listed = listPlaces(props.places, props.view)
  const nobody = props.places.showsDuty && props.places.duty?.length === 0
  return (
    <Stack spacing={2} sx={{ p: 1.5, '& .MuiTableCell-root': { px: 0.5, py: 0.5, fontSize: '0.8125rem' } }}>
      <Bottlenecks {...props} here={listed.bottlenecks} />
      <OverdueReports {...props} here={listed.overdue} />
      <OnDuty {...props} here={listed.duty} />
      <Sites {...props} here={listed.sites} />
      {listsNothing(listed) && !nobody ? <Typography variant="body2">{t('map.places.none')}</Typography> : null}
      {nobody ? <Typography variant="body2">{t('map.places.nobody')}</Typography> : null}
    </Stack>
  )
}

function Bottlenecks({ here, places, choose, city }: SectionProps<'bottlenecks'>): ReactNode {
  const { t, number, locale } = useText()
  if (here.length === 0) return null
  return (
    <Section title={t('map.places.bottlenecks', { n: here.length })} heads={[t('map.places.name'), t('map.places.kind'), t('map.places.lost')]} more={here.length - MOST_ROWS}>
      {here.slice(0, MOST_ROWS).map((place) => {
        return (
          <TableRow key={place.id} data-place={place.id}>
            <TableCell><NameLink name={place.name} sub={nameOf(areaOf(city, place.area), locale === 'en')} act={() => chooseOf(places, choose, 'bottleneck', place.id)} /></TableCell>
            <TableCell>{t(`map.bottleneckKind.${place.kind}`)}</TableCell>
            <TableCell align="right">{place.lostHoursPerDay === null ? t('figure.unknown') : number(place.lostHoursPerDay)}</TableCell>
          </TableRow>
        )
      })}
    </Section>
  )
}

/** By area while the map is far, one by one when it is close: the map's rings as a table. */
function OverdueReports({ here, choose }: SectionProps<'overdue'>): ReactNode {
  const text = useText()
  const { t } = text
  const now = useMinute()
  if (here.length === 0) return null
  return (
    <Section title={t('map.places.overdue', { n: here.reduce((sum, { count }) => sum + count, 0) })} heads={[t('map.places.name'), t('map.places.late')]} more={here.length - MOST_ROWS}>
      {here.slice(0, MOST_ROWS).map((mark) => (
        <TableRow key={mark.id || mark.name} data-place={mark.id}>
          <TableCell><NameLink name={mark.name} sub={mark.dueAt === null ? '' : t('map.overdue.dueAt', { due: text.dateTime(mark.dueAt) })} act={() => choose(mark)} /></TableCell>
          <TableCell align="right">{mark.dueAt === null ? text.number(mark.count) : text.duration(now - mark.dueAt)}</TableCell>
        </TableRow>
      ))}
    </Section>
  )
}

function chooseOf(places: PlacesHere, choose: (mark: Mark) => void, kind: MarkKind, id: string): void {
  const mark = places.marks.find((each) => each.id === id && each.kind === kind)
  if (mark !== undefined) choose(mark)
}

function OnDuty({ here, places, choose }: SectionProps<'duty'>): ReactNode {
  const { t, number, time } = useText()
  if (here.length === 0) return null
  return (
    <Section title={t('map.places.duty', { n: here.length })} heads={[t('map.places.name'), t('map.places.headcount'), t('map.places.reach'), t('map.places.until')]} more={here.length - MOST_ROWS}>
      {here.slice(0, MOST_ROWS).map((post) => (
        <TableRow key={post.id} data-place={post.id}>
          <TableCell><NameLink name={post.post || post.team} sub={post.post === '' ? '' : post.team} act={() => chooseOf(places, choose, 'duty', post.id)} /></TableCell>
          <TableCell align="right">{number(post.headcount)}</TableCell>
          <TableCell align="right">{t('map.scale.m', { n: number(post.reachMeters) })}</TableCell>
          <TableCell align="right">{time(post.endsAt)}</TableCell>
        </TableRow>
      ))}
    </Section>
  )
}

function Sites({ here, places, city, districts, choose }: SectionProps<'sites'>): ReactNode {
  const { t, number, locale } = useText()
  if (here.length === 0) return null
  return (
    <Section title={t('map.places.sites', { n: number(places.sites?.total ?? here.length) })} heads={[t('map.places.name'), t('map.places.count')]} more={here.length - MOST_ROWS}>
      {here.slice(0, MOST_ROWS).map((mark, i) => (
        <TableRow key={mark.id || `${mark.kind} ${i}`} data-place={mark.id}>
          <TableCell>
            <Stack direction="row" spacing={0.75} sx={{ alignItems: 'center' }}>
              <MarkSymbol kind={mark.kind} closed={mark.opening === 'closed'} />
              <NameLink name={mark.name === '' ? t(`map.kind.${mark.kind}`) : mark.name} sub={[mark.name === '' ? '' : t(`map.kind.${mark.kind}`), mark.opening === 'open' || mark.opening === 'closed' ? t(`map.opening.${mark.opening}`) : '', nameOf(areaOf(city, areaAt(districts, mark.lng, mark.lat)), locale === 'en')].filter((part) => part !== '').join(' · ')} act={() => choose(mark)} />
            </Stack>
          </TableCell>
          <TableCell align="right">{mark.openCount !== null ? t('map.places.clusterOpen', { n: number(mark.count), open: number(mark.openCount) }) : mark.count > 1 ? t('map.places.cluster', { n: number(mark.count) }) : '1'}</TableCell>
        </TableRow>
      ))}
    </Section>
  )
}

function NameLink({ name, sub, act }: { name: string; sub: string; act: () => void }): ReactNode {
  return (
    <Box>
      <Link component="button" type="button" onClick={act} sx={{ textAlign: 'start', font: 'inherit' }}><bdi>{name}</bdi></Link>
      {sub === '' ? null : <Typography variant="caption" component="div" sx={{ color: 'text.secondary', lineHeight: 1.2 }}><bdi>{sub}</bdi></Typography>}
    </Box>
  )
}

function Section({ title, heads, more, children }: { title: string; heads: string[]; more: number; children: ReactNode }): ReactNode {
  const { t } = useText()
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="subtitle2" component="h3">{title}</Typography>
      <Table size="small">
        <TableHead><TableRow>{heads.map((head, i) => <TableCell key={head} align={i === 0 ? 'left' : 'right'}>{head}</TableCell>)}</TableRow></TableHead>
        <TableBody>{children}</TableBody>
      </Table>
      {more > 0 ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('map.places.more', { n: more })}</Typography> : null}
    </Box>
  )
}
