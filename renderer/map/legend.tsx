/** The legend of what is painted now: quantity, unit, kernel, period, class limits, zero, unknown, totals and age. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import CloseIcon from '@mui/icons-material/Close'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { City, Field, FieldLayer, Filter } from '../../preload/contract/model.ts'
import type { HeldSpan } from '../../preload/contract/held-span.ts'
import type { Scale } from '../../preload/contract/scale.ts'
import { Age } from '../chrome/age.tsx'
import { useText } from '../chrome/text.ts'
import { phraseStatuses, phraseTimes, phraseWeekdays } from '../chrome/filter-words.ts'
import { areaOf, nameOf } from '../chrome/ground/areas.ts'
import { BASE_STYLE } from '../chrome/ground/base-style.ts'
import { floorOf } from '../chrome/ground/colour.ts'
import { heldWords, totalWords } from '../chrome/ground/held-words.ts'
import { limitTexts, numberWriter } from '../chrome/ground/limits.ts'
import { CLASSES, classColour } from '../chrome/ground/palette.ts'
import type { Shade } from '../chrome/ground/palette.ts'
import { rgba } from './readout.tsx'

interface Props {
  field: Field
  filter: Filter
  city: City
  shade: Shade
  hasUnknown: boolean
  /** Two periods share this legend: periods, totals and ages stand above the halves. */
  isShared: boolean
}

/** A sheet over the map's corner that can be folded away. */
export function LegendFrame({ title, isNarrow = false, children }: { title: string; isNarrow?: boolean; children: ReactNode }): ReactNode {
  const { t } = useText()
  const [open, setOpen] = useState(true)
  const place = { position: 'absolute', left: 12, bottom: 52 } as const
  if (!open) return <Paper sx={place}><Button onClick={() => setOpen(true)}>{t('map.legend.show')}</Button></Paper>
  return (
    <Paper component="section" aria-label={t('map.legend')} sx={{ ...place, p: 1.25, width: isNarrow ? 224 : 316, maxHeight: 'calc(100% - 168px)', overflow: 'auto' }}>
      <IconButton aria-label={t('map.legend.hide')} title={t('map.legend.hide')} onClick={() => setOpen(false)} sx={{ float: 'right', mt: -0.75, mr: -0.75 }}><CloseIcon fontSize="small" /></IconButton>
      <Typography variant="subtitle2" component="h2" sx={{ fontWeight: 650, lineHeight: 1.35 }}>{title}</Typography>
      {children}
    </Paper>
  )
}

export function Legend({ field, filter, city, hasUnknown, shade, isShared }: Props): ReactNode {
  const text = useText()
  const { t } = text
  return (
    <LegendFrame title={t(`map.layer.${field.layer}.title`)} isNarrow={isShared}>
      <Typography variant="caption" component="p">{t(`map.unit.${field.unit}`)} · {t('map.bandwidth')} {t('map.bandwidth.value', { meters: field.bandwidthMeters })}</Typography>
      <Scope answer={isShared ? null : field} layer={field.layer} filter={filter} city={city} />
      <Classes limits={field.limits} shade={shade} />
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>{t('map.legend.zero', { floor: numberWriter(text.locale)(floorOf(field.limits), 8) })}</Typography>
      {hasUnknown ? <Hatched shade={shade} words={t('map.legend.unknown')} /> : null}
      {isShared ? <SharedLimits scale={field.scale} /> : <><ScaleLine scale={field.scale} /><Totals field={field} /><Age provenance={field.provenance} /></>}
    </LegendFrame>
  )
}

/** Which scale the limits are: its month, and the days it is made of. */
export function ScaleLine({ scale }: { scale: Scale | null }): ReactNode {
  const { t, day } = useText()
  if (scale === null) return null
  return <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}><bdi>{t('map.legend.scale', { name: scale.name, from: day(scale.from), to: day(scale.to - 1) })}</bdi></Typography>
}

/** Half a map has little room: what the limits are made of opens on a press. */
export function SharedLimits({ scale }: { scale: Scale | null }): ReactNode {
  const { t } = useText()
  return (
    <Box component="details" sx={{ typography: 'caption' }}>
      <Box component="summary" sx={{ cursor: 'pointer', fontWeight: 600 }}>{t('map.compare.sharedLimits')}</Box>
      <ScaleLine scale={scale} />
    </Box>
  )
}

/** Period, area and the rest of the filter; without the period where `answer` is null. */
export function Scope({ answer, layer, filter, city }: { answer: { days: number; span: HeldSpan | null } | null; layer: FieldLayer; filter: Filter; city: City }): ReactNode {
  const text = useText()
  const { t, day, number, locale } = text
  const area = areaOf(city, filter.area) ?? areaOf(city, city.id)
  const parts = [t('map.legend.area', { area: area ? nameOf(area, locale === 'en') : nameOf(city as never, locale === 'en') })]
  const held = answer === null ? null : heldWords(answer.span, filter, text)
  const statuses = layer === 'bottleneck' ? '' : phraseStatuses(filter.statuses, text)
  parts.push(...[filter.drawn === null ? '' : t('filter.drawn'), statuses, phraseWeekdays(filter.weekdays, text), phraseTimes(filter.hours, text)].filter((part) => part !== ''))
  return (
    <Typography variant="caption" component="p">
      {answer === null ? null : <><bdi>{t('map.legend.period', { from: day(filter.from), to: day(filter.to - 1), days: number(answer.days, 0) })}</bdi><br /></>}
      {held === null ? null : <><Box component="bdi" data-held="" sx={{ color: 'warning.text' }}>{held}</Box><br /></>}
      <bdi>{parts.join(' · ')}</bdi>
    </Typography>
  )
}

export function Classes({ limits, shade }: { limits: Field['limits']; shade: Shade }): ReactNode {
  const { locale } = useText()
  const texts = limitTexts(floorOf(limits), limits, numberWriter(locale))
  const { land } = BASE_STYLE[shade]
  return (
    <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, my: 0.75, p: 0 }}>
      {Array.from({ length: CLASSES }, (_, i) => CLASSES - 1 - i).map((index) => {
        const colour = rgba(classColour(shade, index))
        return (
          <Stack component="li" direction="row" key={index} spacing={1} sx={{ alignItems: 'center', lineHeight: 1.3 }}>
            <Box component="span" sx={{ width: 28, height: 16, flex: 'none', background: `linear-gradient(${colour}, ${colour}), rgb(${land.join(', ')})`, border: 1, borderColor: 'divider' }} />
            <Typography variant="caption" component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}><bdi>{texts[index]}</bdi></Typography>
          </Stack>
        )
      })}
    </Box>
  )
}

export function Hatched({ shade, words }: { shade: Shade; words: string }): ReactNode {
  const { hatch, land } = BASE_STYLE[shade]
  const stripe = `rgb(${hatch.join(', ')})`
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center', my: 0.25 }}>
      <Box component="span" sx={{ width: 28, height: 16, flex: 'none', border: 1, borderColor: 'divider', background: `repeating-linear-gradient(-45deg, ${stripe} 0 1px, rgb(${land.join(', ')}) 1px 6px)` }} />
      <Typography variant="caption" component="span" sx={{ color: 'text.secondary', lineHeight: 1.3 }}>{words}</Typography>
    </Stack>
  )
}

function Totals({ field }: { field: Field }): ReactNode {
  return <Typography variant="caption" component="p" sx={{ fontWeight: 600 }}><bdi>{totalWords(field, useText())}</bdi></Typography>
}
