/** How it went lately, beside what is usual; a shape without numbers. */
import type { ReactNode } from 'react'
import type { SceneId } from '../../../preload/contract/wall-settings.ts'
import type { WallTrend } from '../../../preload/contract/wall.ts'
import { AgeCaption } from './age-caption.tsx'
import { type AgeFacts, captionOf, captionWidth } from './caption-words.ts'
import { curveOf } from './trend-curve.ts'
import type { Levels } from './type-scale.ts'
import { firstThatFits } from './wall-words.ts'

export function TrendLine({ scene, trend, width, levels, facts }: { scene: SceneId; trend: WallTrend; width: number; levels: Levels; facts: AgeFacts }): ReactNode {
  const { t, number } = facts.text
  const caption = captionOf(trend.sources, facts)
  const { values, usual, last } = curveOf(trend)
  const what = t(`wall.trend.${scene}`)
  const long = `${what} · ${t(`wall.trend.${trend.every}`, { n: number(trend.points.length, 0) })}`
  const room = (width - captionWidth(caption.freshness, caption.words, levels.caption) - levels.body) / levels.body
  const words = firstThatFits([...(usual === null ? [] : [`${long} · ${t('wall.trend.usual')}`, `${what} · ${t('wall.trend.usual')}`]), long, what], room)
  return (
    <section className="wall-trend" data-freshness={caption.freshness}>
      <div className="wall-head">
        <h2 className="wall-body">{words}</h2>
        <AgeCaption caption={caption} />
      </div>
      <div className="wall-curve">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
          <path className="wall-base" d="M0 94H100" />
          {usual === null ? null : <path className="wall-usual" d={usual} />}
          <path className="wall-values" d={values} />
        </svg>
        {last === null ? null : <i style={{ left: `${last.x}%`, top: `${last.y}%` }} />}
      </div>
    </section>
  )
}
