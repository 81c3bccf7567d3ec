/** The scene's few figures: label, digits, and how old they are; what is stale has no colour, what is lost no value. */
import type { ReactNode } from 'react'
import type { WallFigure } from '../../../preload/contract/wall.ts'
import { AgeCaption } from './age-caption.tsx'
import { type AgeFacts, captionOf, captionWidth, type Caption } from './caption-words.ts'
import { fitFigure, writeValue } from './figure-words.ts'
import type { Levels } from './type-scale.ts'
import { firstThatFits } from './wall-words.ts'

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
  const isKnown = value !== null && caption.freshness !== 'lost'
  const { digits, unit: beside, aside } = isKnown ? fitFigure(value, unit, id, { width, digits: levels.figure, unit: levels.body }, text) : { digits: '—', unit: '', aside: '' }
  const said = isKnown ? [aside === '' ? caption.words : `${aside} · ${caption.words}`, caption.words] : lastKnown(figure, caption, facts)
  return (
    <div className="wall-card" data-figure={id} data-query={query} data-freshness={caption.freshness}>
      <span className="wall-body wall-label">{text.t(`wall.figure.${id}`)}</span>
      <span className="wall-value">
        <span className="wall-figure" data-number={isKnown ? digits : undefined}>{digits}</span>
        {beside === '' ? null : <span className="wall-body wall-unit">{beside}</span>}
      </span>
      <AgeCaption caption={{ ...caption, words: firstThatFits(said, (width - captionWidth(caption.freshness, '', levels.caption)) / levels.caption) }} />
    </div>
  )
}

/** The last value, small, with its time; what never had one is unknown. */
function lastKnown({ value, unit }: WallFigure, { at }: Caption, { now, text }: AgeFacts): string[] {
  if (value === null || at === null) return [text.t('figure.unknown')]
  const params = { value: writeValue(value, unit, text), time: text.shortMoment(at, now) }
  return [text.t('wall.age.lastValue', params), text.t('wall.age.lastShort', params)]
}
