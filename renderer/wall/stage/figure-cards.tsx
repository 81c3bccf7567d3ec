/** The scene's few figures: label, digits, and how old they are; what is stale has no colour, what is lost no value. */
import type { ReactNode } from 'react'
import type { WallFigure } from '../../../preload/contract/wall.ts'
import { AgeCaption } from './age-caption.tsx'
import { type AgeFacts, captionOf, type Caption } from './caption-words.ts'
import { fitFigure, writeValue } from './figure-words.ts'
import type { Levels } from './type-scale.ts'

interface Props {
  figures: readonly WallFigure[]
  width: number
  across: 1 | 2
  levels: Levels
  facts: AgeFacts
}

export function FigureCards({ figures, width, across, levels, facts }: Props): ReactNode {
  return (
    <section className="wall-cards" data-across={across}>
      {figures.map((figure) => <FigureCard key={figure.id} figure={figure} width={width} levels={levels} facts={facts} />)}
    </section>
  )
}

function FigureCard({ figure, width, levels, facts }: { figure: WallFigure; width: number; levels: Levels; facts: AgeFacts }): ReactNode {
  const { text } = facts
  const { id, value, unit, query } = figure
  const caption = captionOf(figure.sources, facts)
  const isLost = caption.freshness === 'lost'
  const { digits, unit: beside, aside } = value === null || isLost ? { digits: '—', unit: '', aside: '' } : fitFigure(value, unit, id, { width, digits: levels.figure, unit: levels.body }, text)
  return (
    <div className="wall-card" data-figure={id} data-query={query} data-freshness={caption.freshness}>
      <span className="wall-body wall-label">{text.t(`wall.figure.${id}`)}</span>
      <span className="wall-value">
        <span className="wall-figure" data-number={value === null || isLost ? undefined : digits}>{digits}</span>
        {beside === '' ? null : <span className="wall-body wall-unit">{beside}</span>}
      </span>
      <AgeCaption caption={isLost ? lastKnown(figure, caption, facts) : caption} before={aside} />
    </div>
  )
}

/** The last value, small, with its time. */
function lastKnown({ value, unit }: WallFigure, caption: Caption, { now, text }: AgeFacts): Caption {
  if (value === null || caption.at === null) return caption
  return { ...caption, words: text.t('wall.age.lastValue', { value: writeValue(value, unit, text), time: text.shortMoment(caption.at, now) }) }
}
