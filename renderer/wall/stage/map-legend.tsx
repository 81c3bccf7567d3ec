/** The map's legend: quantity and unit, the kernel in metres, the days, the class limits as numbers, what no data looks like, and how old it is. */
import type { ReactNode } from 'react'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import type { Field, FieldLayer } from '../../../preload/contract/model.ts'
import type { WallScene } from '../../../preload/contract/wall.ts'
import { BASE_STYLE } from '../../chrome/ground/base-style.ts'
import { numberWriter, writeLimit } from '../../chrome/ground/limits.ts'
import { CLASSES, classColour } from '../../chrome/ground/palette.ts'
import { AgeCaption } from './age-caption.tsx'
import { type AgeFacts, captionOf } from './caption-words.ts'
import type { Levels } from './type-scale.ts'

/** Where fewer than five reports stand behind a density it is left out, so that no picture shows the place of one: the ground there is not empty for all that. */
const LEAVES_OUT_FEW: ReadonlySet<FieldLayer> = new Set<FieldLayer>(['report', 'coverage'])
/** At four picture heights; it grows with the type. */
export const LEGEND = { width: 310, padding: 6 } as const

export function MapLegend({ scene, field, levels, facts }: { scene: WallScene; field: Field; levels: Levels; facts: AgeFacts }): ReactNode {
  const { t } = facts.text
  const caption = captionOf(scene.mapSources, facts)
  return (
    <section className="wall-legend" aria-label={t('wall.legend.label')} data-freshness={caption.freshness}>
      <div className="wall-quantity">
        <span className="wall-body">{t(`wall.legend.${field.layer}`)}</span>
        <span className="wall-caption">{t(`wall.legend.unit.${field.unit}`)}</span>
      </div>
      <Classes limits={field.limits} levels={levels} locale={facts.text.locale} />
      <span className="wall-caption">{t('wall.legend.kernel', { meters: field.bandwidthMeters })} · <bdi>{daysOf(scene, facts)}</bdi></span>
      {LEAVES_OUT_FEW.has(field.layer) ? <span className="wall-caption">{t('wall.legend.few')}</span> : null}
      <span className="wall-caption wall-unknown"><i className="wall-hatch" />{t('wall.legend.unknown')}{caption.freshness === 'fresh' || caption.freshness === 'late' ? <AgeCaption caption={caption} /> : null}</span>
    </section>
  )
}

/** “11/22–28”. */
function daysOf({ from, to }: Pick<WallScene, 'from' | 'to'>, { state, text: { locale } }: AgeFacts): string {
  const day = new Intl.DateTimeFormat(locale, { timeZone: state.timeZone, month: 'numeric', day: 'numeric' })
  const [first, last] = [day.format(from), day.format(to - 1)]
  if (first === last) return first
  const month = `${first.split('/')[0]}/`
  return `${first}–${last.startsWith(month) ? last.slice(month.length) : last}`
}

/** Colours as they are painted over land, and the limits between them. Those that would touch leave out every other one. */
function Classes({ limits, levels, locale }: { limits: Field['limits']; levels: Levels; locale: string }): ReactNode {
  const { land } = BASE_STYLE.dark
  const words = limits.map((limit) => writeLimit(limit, numberWriter(locale)))
  const step = ((LEGEND.width - 2 * LEGEND.padding) / CLASSES) * (levels.caption / 22)
  const isTight = words.some((word) => textWidth(word, levels.caption) > step - levels.caption / 4)
  return (
    <>
      <span className="wall-swatches">
        {Array.from({ length: CLASSES }, (_, index) => {
          const [r, g, b, a] = classColour('dark', index)
          const colour = `rgba(${r}, ${g}, ${b}, ${a / 255})`
          return <i key={index} style={{ background: `linear-gradient(${colour}, ${colour}), rgb(${land.join(', ')})` }} />
        })}
      </span>
      <span className="wall-limits">
        {words.map((word, n) => <span key={n} className="wall-caption" style={{ left: `${((n + 1) * 100) / CLASSES}%` }}>{isTight && n % 2 === 1 ? '' : word}</span>)}
      </span>
    </>
  )
}
