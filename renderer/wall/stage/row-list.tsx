/** The scene's list: rank, name, note and one number a line; the unit stands once, above. */
import type { ReactNode } from 'react'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import { AgeCaption } from './age-caption.tsx'
import { type AgeFacts, captionOf } from './caption-words.ts'
import { fitsHead, isMixed, type ListOf, listUnit, nameRoom, noteWidth, type WrittenRow, writeRow } from './row-words.ts'
import type { Levels } from './type-scale.ts'
import { cutTo } from './wall-words.ts'

interface Props {
  list: ListOf
  /** So many have room, each on so many lines of type. */
  rows: number
  lines: 1 | 2
  width: number
  levels: Levels
  facts: AgeFacts
}

export function RowList({ list, rows, lines, width, levels, facts }: Props): ReactNode {
  const { t } = facts.text
  const caption = captionOf(list.rowSources, facts)
  const unit = listUnit(list.rows, facts)
  const headLines = fitsHead(list, width, levels, facts) ? 1 : 2
  const shown = list.rows.slice(0, rows).map((row) => writeRow(row, caption.freshness === 'lost', isMixed(list.rows), facts))
  return (
    <section className="wall-list" data-freshness={caption.freshness} data-list={list.scene}>
      <div className="wall-head" data-lines={headLines}>
        <h2 className="wall-body">{t(`wall.list.${list.scene}`)}</h2>
        <AgeCaption caption={caption} before={unit} />
      </div>
      <ol>
        {shown.length === 0 ? <li className="wall-row"><span className="wall-body">{t('wall.list.none')}</span></li> : null}
        {shown.map((row, n) => (lines === 1 ? <OneLine key={n} row={row} width={width} levels={levels} /> : <TwoLines key={n} row={row} width={width} levels={levels} />))}
      </ol>
    </section>
  )
}

interface LineProps {
  row: WrittenRow
  width: number
  levels: Levels
}

function OneLine({ row, width, levels }: LineProps): ReactNode {
  const room = nameRoom(row, width, levels) - noteWidth(row, levels)
  const name = cutTo(row.name, room / levels.body)
  const hasBeside = row.beside !== '' && textWidth(name, levels.body) + noteWidth({ note: row.beside }, levels) <= room
  return (
    <li className="wall-row" data-rank={row.rank}>
      <span className="wall-body wall-rank">{row.rank}</span>
      <span className="wall-body"><bdi>{name}</bdi></span>
      {hasBeside ? <span className="wall-caption wall-beside"><bdi>{row.beside}</bdi></span> : null}
      <span className="wall-gap" />
      <Note row={row} />
      <Amount row={row} />
    </li>
  )
}

function TwoLines({ row, width, levels }: LineProps): ReactNode {
  const room = nameRoom(row, width, levels)
  const beside = cutTo(row.beside, (room - noteWidth(row, levels)) / levels.caption)
  return (
    <li className="wall-row" data-rank={row.rank}>
      <span className="wall-body wall-rank">{row.rank}</span>
      <span className="wall-two">
        <span className="wall-body"><bdi>{cutTo(row.name, room / levels.body)}</bdi></span>
        <span className="wall-second">
          <Note row={row} />
          {beside === '' ? null : <span className="wall-caption wall-beside"><bdi>{beside}</bdi></span>}
        </span>
      </span>
      <span className="wall-gap" />
      <Amount row={row} />
    </li>
  )
}

function Note({ row: { note, warns } }: { row: WrittenRow }): ReactNode {
  return note === '' ? null : <span className="wall-caption wall-note" data-warns={warns ? '' : undefined}>{note}</span>
}

function Amount({ row: { amount, isKnown } }: { row: WrittenRow }): ReactNode {
  return <span className="wall-body wall-amount" data-number={isKnown ? amount : undefined}>{amount}</span>
}
