/** In the map's place where a scene has no map: its list as bars, or the sources with their state, large enough for the whole room. */
import type { ReactNode } from 'react'
import type { Freshness } from '../../../preload/contract/freshness.ts'
import type { WallScene } from '../../../preload/contract/wall.ts'
import { type AgeFacts, captionOf } from './caption-words.ts'
import { Icon, type IconName } from './icons.tsx'
import { type WrittenRow, writeRow } from './row-words.ts'
import type { Levels } from './type-scale.ts'
import { cutTo } from './wall-words.ts'

interface Props {
  scene: WallScene
  /** Units of the design grid. */
  room: { width: number; height: number }
  levels: Levels
  facts: AgeFacts
}

export function SceneBoard({ scene, room, levels, facts }: Props): ReactNode {
  const { freshness } = captionOf(scene.rowSources, facts)
  const most = Math.max(1, Math.floor(room.height / (levels.title * 2.6)))
  const rows = scene.rows.slice(0, most)
  const isSources = rows.some(({ source }) => source !== null)
  const largest = Math.max(...rows.map(({ value }) => value ?? 0), 0)
  return (
    <div className="wall-board" data-freshness={freshness}>
      {rows.length === 0 ? <span className="wall-title">{facts.text.t('wall.list.none')}</span> : null}
      {rows.map((row, n) => {
        const written = writeRow(row, freshness === 'lost', false, facts)
        return isSources ? <SourceLine key={n} row={written} room={room.width} levels={levels} /> : <Bar key={n} row={written} share={largest === 0 || !written.isKnown ? 0 : (row.value ?? 0) / largest} room={room.width} levels={levels} />
      })}
    </div>
  )
}

function Bar({ row, share, room, levels }: { row: WrittenRow; share: number; room: number; levels: Levels }): ReactNode {
  return (
    <div className="wall-bar">
      <span className="wall-title"><bdi>{cutTo(row.name, (room - 2 * levels.title) / levels.title)}</bdi></span>
      <i style={{ width: `${100 * share}%` }} />
    </div>
  )
}

const ICONS: Partial<Record<Freshness, IconName>> = { late: 'clock', stale: 'stopped', lost: 'lost' }

function SourceLine({ row, room, levels }: { row: WrittenRow; room: number; levels: Levels }): ReactNode {
  return (
    <div className="wall-lane" data-warns={row.warns ? '' : undefined}>
      <span className="wall-title"><bdi>{cutTo(row.name, room / 2 / levels.title)}</bdi></span>
      <span className="wall-title wall-lane-state"><Icon name={row.warns ? (ICONS[row.freshness ?? 'late'] ?? 'important') : 'well'} />{row.note}</span>
    </div>
  )
}
