/** The scene's list: rank, name, note and one number a line; the unit stands once, above. */
import type { ReactNode } from 'react'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import type { WallRow, WallScene } from '../../../preload/contract/wall.ts'
import { AgeCaption } from './age-caption.tsx'
import { type AgeFacts, captionOf } from './caption-words.ts'
import { unitWords, writeValue } from './figure-words.ts'
import type { Levels } from './type-scale.ts'
import { cutTo, nameIn } from './wall-words.ts'

interface Props {
  scene: WallScene
  /** So many lines have room. */
  rows: number
  width: number
  levels: Levels
  facts: AgeFacts
}

/** Notes that are a warning: amber, and the word says which. */
const WARNINGS: readonly WallRow['note'][] = ['no-measure', 'overdue', 'late', 'stale', 'lost', 'ahead', 'empty', 'disabled']

export function RowList({ scene, rows, width, levels, facts }: Props): ReactNode {
  const { text } = facts
  const caption = captionOf(scene.rowSources, facts)
  const shown = scene.rows.slice(0, rows)
  return (
    <section className="wall-list" data-freshness={caption.freshness}>
      <div className="wall-head">
        <h2 className="wall-body">{cutTo(text.t(`wall.list.${scene.scene}`), (width - textWidth(caption.words, levels.caption) - 2 * levels.body) / levels.body)}</h2>
        <AgeCaption caption={caption} before="" />
      </div>
      <ol>
        {shown.length === 0 ? <li className="wall-row"><span className="wall-body wall-name">{text.t('wall.list.none')}</span></li> : null}
        {shown.map((row) => <Line key={row.rank} row={row} isLost={caption.freshness === 'lost'} width={width} levels={levels} facts={facts} />)}
      </ol>
    </section>
  )
}

function Line({ row, isLost, width, levels, facts: { text } }: { row: WallRow; isLost: boolean; width: number; levels: Levels; facts: AgeFacts }): ReactNode {
  const { caption, body } = levels
  const unit = unitWords(row.unit, null, text)
  const value = row.value === null || isLost ? '—' : writeValue(row.value, row.unit, text)
  const note = row.note === null ? '' : text.t(`wall.note.${row.note}`)
  const area = row.area === null ? '' : nameIn(row.area, text)
  const room = width - 1.6 * body - textWidth(value, body) - (unit === '' ? 0 : textWidth(unit, caption) + caption / 4) - (note === '' ? 0 : textWidth(note, caption) + body / 2) - body / 2
  const name = cutTo(nameIn(row.name, text), room / body)
  const hasArea = area !== '' && textWidth(name, body) + textWidth(area, caption) + body / 2 <= room
  return (
    <li className="wall-row" data-rank={row.rank}>
      <span className="wall-body wall-rank">{row.rank}</span>
      <span className="wall-body wall-name"><bdi>{name}</bdi></span>
      {hasArea ? <span className="wall-caption wall-of"><bdi>{area}</bdi></span> : null}
      <span className="wall-gap" />
      {note === '' ? null : <span className="wall-caption wall-note" data-warns={WARNINGS.includes(row.note) ? '' : undefined}>{note}</span>}
      <span className="wall-body wall-amount" data-number={row.value === null || isLost ? undefined : value}>{value}</span>
      {unit === '' ? null : <span className="wall-caption wall-of">{unit}</span>}
    </li>
  )
}
