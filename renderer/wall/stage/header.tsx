/** Above every scene: whose wall it is, what the scene found, the city's time, and the heartbeat. */
import type { ReactNode } from 'react'
import type { Freshness } from '../../../preload/contract/freshness.ts'
import type { WallScene, WallState } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import { nameIn } from './wall-words.ts'

interface Props {
  state: WallState
  scene: WallScene | null
  title: string
  /** Of what it was found in. */
  freshness: Freshness
  now: number
  beat: number
  text: Text
}
const BEATS = 4

export function Header({ state, scene, title, freshness, now, beat, text }: Props): ReactNode {
  return (
    <header className="wall-header">
      <span className="wall-title wall-area"><bdi>{nameIn(state.area, text)}</bdi></span>
      <h1 key={scene?.scene} className="wall-title wall-finding" data-finding={scene?.finding.id} data-scene={scene?.scene} data-freshness={freshness}><bdi>{title}</bdi></h1>
      <time className="wall-title wall-clock">{text.time(now)}</time>
      <Heartbeat beat={beat} />
    </header>
  )
}

/** Moves only when it is told to: whoever never animates it cannot look alive when frozen. */
function Heartbeat({ beat }: { beat: number }): ReactNode {
  return (
    <span className="wall-beat" aria-hidden data-beat={beat}>
      {Array.from({ length: BEATS }, (_, n) => <i key={n} data-on={beat % BEATS === n ? '' : undefined} />)}
    </span>
  )
}
