/** The map's place: the picture that never leaves it, and over it the legend, the approval number, and the words for what is old. */
import type { ReactNode } from 'react'
import type { WallScene, WallState } from '../../../preload/contract/wall.ts'
import { type AgeFacts, captionOf } from './caption-words.ts'
import { Icon } from './icons.tsx'
import { MapLegend } from './map-legend.tsx'
import { MarkLegend } from './mark-legend.tsx'
import { SceneBoard } from './scene-board.tsx'
import type { Levels } from './type-scale.ts'

interface Props {
  state: WallState
  scene: WallScene | null
  map: ReactNode
  /** Its own, in units of the design grid. */
  room: { width: number; height: number }
  levels: Levels
  facts: AgeFacts | null
}

export function MapFrame({ state, scene, map, room, levels, facts }: Props): ReactNode {
  const field = scene?.map?.field ?? null
  const caption = scene === null || scene.map === null || facts === null ? null : captionOf(scene.mapSources, facts)
  const isOld = caption?.freshness === 'stale' || caption?.freshness === 'lost'
  return (
    <section className="wall-map" data-freshness={caption?.freshness}>
      <div className="wall-slot">{map}</div>
      {scene !== null && scene.map === null && facts !== null ? <SceneBoard scene={scene} room={room} levels={levels} facts={facts} /> : null}
      {isOld ? (
        <>
          <div className="wall-hatching" />
          <strong className="wall-title wall-stopped"><Icon name={caption?.freshness === 'lost' ? 'lost' : 'stopped'} /><bdi>{caption?.words}</bdi></strong>
        </>
      ) : null}
      {scene !== null && scene.map !== null && field === null && scene.map.marks.length === 0 && !isOld ? <strong className="wall-body wall-stopped">{facts?.text.t('wall.map.none')}</strong> : null}
      {scene === null || facts === null ? null : (
        <div className="wall-corner">
          <MarkLegend marks={scene.map?.marks ?? []} text={facts.text} />
          {field === null ? null : <MapLegend scene={scene} field={field} levels={levels} facts={facts} />}
        </div>
      )}
      {facts === null || scene === null || scene.map === null ? null : (
        <span className="wall-caption wall-credit">
          {facts.text.t(state.approvalNumber === '' ? 'wall.map.sketch' : 'map.approval', { number: state.approvalNumber })}<br />{facts.text.t('wall.map.credit')}
        </span>
      )}
    </section>
  )
}
