/** What stands in the way of the picture: no WebGL, a failed question, an empty filter, no base map. */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { ChosenBaseMap } from '../../preload/contract/base-map.ts'
import type { City, Filter } from '../../preload/contract/model.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { Late } from '../chrome/late.tsx'
import { useText } from '../chrome/text.ts'
import { formatAddress, useAddress } from '../state/address.ts'
import { PROBLEM_STATUSES } from '../state/filter.ts'
import { areaOf, nameOf } from '../chrome/ground/areas.ts'
import { getSurface } from './surface.ts'
import type { SurfaceState } from './surface.ts'
import type { FieldAnswer } from './use-field.ts'
import type { PlacesHere } from './use-marks.ts'
import type { TilesHere } from './use-tiles.ts'

interface Props {
  surfaceState: SurfaceState
  answer: Pick<FieldAnswer, 'filter' | 'asking' | 'failure'>
  /** Records behind what is painted; null while nothing is. */
  records: number | null
  city: City
  noBase: boolean
  tiles: TilesHere
  places: PlacesHere
  /** A card, or the playback, takes the place beside the zoom buttons; the notices then stand under the layers. */
  isTaken: boolean
}

export function MapNotices({ surfaceState, answer, records, city, noBase, tiles, places, isTaken }: Props): ReactNode {
  const { t } = useText()
  const { failure, asking } = answer
  const isEmpty = records === 0 && !asking && failure === null
  return (
    <>
      {asking ? <Late><LinearProgress aria-label={t('map.asking')} sx={{ position: 'absolute', top: 0, left: 0, right: 0, height: 3 }} /></Late> : null}
      <Stack spacing={1} sx={{ position: 'absolute', ...(isTaken ? { top: 96, left: 12 } : { top: 12, right: 60 }), width: 340, maxWidth: 'calc(100% - 72px)', '& .MuiAlert-root': { bgcolor: 'background.paper' } }}>
        {surfaceState === 'unable' || surfaceState === 'lost' ? (
          <Alert severity="warning" action={<Button onClick={() => getSurface().retry()}>{t('map.retry')}</Button>}>
            {t(surfaceState === 'unable' ? 'map.noWebgl' : 'map.lost')}
          </Alert>
        ) : null}
        {failure === null ? null : <FailureNote failure={failure} />}
        {failure === null || records === null ? null : <Alert severity="info">{t('map.failed.stale')}</Alert>}
        {isEmpty ? <EmptyNote filter={answer.filter} city={city} /> : null}
        {places.showsDuty && places.duty?.length === 0 ? <Alert severity="info" data-nobody-on-duty="">{t('map.places.nobody')}</Alert> : null}
        {tiles.chosen?.is === 'unusable' && tiles.chosen.state?.is !== 'checking' ? <UnusableBaseMap chosen={tiles.chosen} /> : null}
        {tiles.picture.broken > 0 ? <Alert severity="warning" data-broken-tiles={tiles.picture.broken}>{t('map.base.broken', { n: tiles.picture.broken })}</Alert> : null}
        {noBase ? <Alert severity="info">{t('map.noBase')}</Alert> : null}
      </Stack>
    </>
  )
}

/** The shipped base map is shown instead; why, and where to choose another. */
function UnusableBaseMap({ chosen }: { chosen: Extract<ChosenBaseMap, { is: 'unusable' }> }): ReactNode {
  const { t } = useText()
  const [address] = useAddress()
  return (
    <Alert severity="warning" data-base-unusable="" action={<Button href={formatAddress({ ...address, section: 'settings' })}>{t('frame.settings')}</Button>}>
      <bdi>{t(chosen.name === null ? 'map.base.gone' : 'map.base.unusable', { name: chosen.name ?? '' })}</bdi>
    </Alert>
  )
}

/** Says which part of the filter to relax, narrowest first. */
function EmptyNote({ filter, city }: { filter: Filter; city: City }): ReactNode {
  const { t, day, locale } = useText()
  const hints: string[] = []
  if (city.firstReportAt === null) hints.push(t('map.empty.none'))
  else {
    if (filter.classes.length > 0) hints.push(t('map.empty.class', { n: filter.classes.length }))
    if (filter.statuses.length > 0 && filter.statuses.length < PROBLEM_STATUSES.length) hints.push(t('map.empty.status', { n: filter.statuses.length }))
    if (filter.weekdays.length > 0) hints.push(t('map.empty.weekdays', { n: filter.weekdays.length }))
    if (filter.hours.length > 0) hints.push(t('map.empty.hours', { n: filter.hours.length }))
    if (filter.drawn !== null) hints.push(t('draw.empty'))
    if (filter.area !== null) hints.push(t('map.empty.area', { area: nameOf(areaOf(city, filter.area), locale === 'en') }))
    hints.push(t('map.empty.period', { from: day(filter.from), to: day(filter.to - 1) }))
  }
  return (
    <Alert severity="info" aria-live="polite">
      {t('map.empty')}
      {hints.map((hint) => <Typography key={hint} variant="caption" component="div"><bdi>{hint}</bdi></Typography>)}
    </Alert>
  )
}
