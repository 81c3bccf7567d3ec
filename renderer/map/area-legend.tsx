/** The legend while areas are painted: quantity, unit, period, class limits, what is hatched, total and age. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { AreaFigures } from '../../preload/contract/measure.ts'
import type { City, Filter } from '../../preload/contract/model.ts'
import { Age } from '../chrome/age.tsx'
import { useText } from '../chrome/text.ts'
import { unitOf } from '../chrome/ground/area-words.ts'
import { floorOf } from '../chrome/ground/colour.ts'
import { hatchedAreas } from '../chrome/ground/hatched-words.ts'
import { totalWords } from '../chrome/ground/held-words.ts'
import { Classes, Hatched, LegendFrame, ScaleLine, Scope, SharedLimits } from './legend.tsx'
import { numberWriter } from '../chrome/ground/limits.ts'
import type { Shade } from '../chrome/ground/palette.ts'

interface Props {
  figures: AreaFigures
  filter: Filter
  city: City
  shade: Shade
  /** Two periods share this legend: periods, totals and ages stand above the halves. */
  isShared: boolean
}

export function AreaLegend({ figures, filter, city, shade, isShared }: Props): ReactNode {
  const text = useText()
  const { t } = text
  return (
    <LegendFrame title={t(`map.layer.${figures.layer}.title`)} isNarrow={isShared}>
      <Typography variant="caption" component="p">{unitOf(figures, text)} · {t(`map.level.by.${figures.level}`)}</Typography>
      <Scope answer={isShared ? null : figures} layer={figures.layer} filter={filter} city={city} />
      <Classes limits={figures.limits} shade={shade} />
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>{t('map.legend.zero', { floor: numberWriter(text.locale)(floorOf(figures.limits), 8) })}</Typography>
      <Hatched shade={shade} words={t(hatchedAreas(figures, filter, city))} />
      {isShared ? <SharedLimits scale={figures.scale} /> : (
        <>
          <ScaleLine scale={figures.scale} />
          <Box component="p" sx={{ m: 0, typography: 'caption', fontWeight: 600 }}><bdi>{totalWords(figures, text)}</bdi></Box>
          <Age provenance={figures.provenance} />
        </>
      )}
    </LegendFrame>
  )
}
