/**
 * One picture of the wall, out of what it is told: header, map, column and ticker on a grid of 1920 × 1080 that grows with its room. It keeps nothing and
 * counts no time of its own: the same state at the same `now` is the same picture, on the wall, in the desk's preview and in safe mode.
 */
import type { CSSProperties, ReactNode } from 'react'
import type { WallScene, WallState } from '../../../preload/contract/wall.ts'
import { FONT_FAMILY } from '../../chrome/font-family.ts'
import { makeText } from '../../chrome/phrase.ts'
import type { Text } from '../../chrome/phrase.ts'
import type { ShownAlerts } from '../run/present-alerts.ts'
import { type AgeFacts, captionOf, sourcesOf } from './caption-words.ts'
import { Column } from './column.tsx'
import { titleOf } from './finding-words.ts'
import { Header } from './header.tsx'
import { Interrupt } from './interrupt.tsx'
import { KeysOverlay } from './keys-overlay.tsx'
import { MapFrame } from './map-frame.tsx'
import { dimmingFor, isNight, NIGHT_LUMINANCE, orbitAt } from './orbit.ts'
import { DAY, NIGHT } from './palette.ts'
import { type StageLink, Ticker } from './ticker.tsx'
import { frameOf, type Frame, GRID, type Levels, levelsFor } from './type-scale.ts'
import { titleRoom } from './wall-words.ts'
import './stage.css'

interface Props {
  state: WallState
  /** Null until the first is here. */
  scene: WallScene | null
  /** The console's clock, in milliseconds. */
  now: number
  /** Fills its place; on the wall the one Deck, elsewhere a drawn picture. */
  map: ReactNode
  alerts: ShownAlerts
  /** Steps of the heartbeat: one more whenever data and a drawn frame both came. */
  beat: number
  link: StageLink
  keysShown: boolean
}

export function Stage({ state, scene, now, map, alerts, beat, link, keysShown }: Props): ReactNode {
  const { settings } = state
  const text = textIn(settings.language, state.timeZone)
  const levels = levelsFor(settings.viewingDistanceInHeights)
  const frame = frameOf(levels)
  const night = isNight(now, state.timeZone, settings.night)
  const title = scene === null ? null : titleOf(scene, titleRoom(state, levels, text), text)
  const facts: AgeFacts | null = scene === null ? null : { state, scene, now, text }
  const width = GRID.width - 2 * GRID.marginX
  return (
    <div className="wall" lang={settings.language} data-night={night ? '' : undefined} data-link={link} style={styleOf(levels, frame, night)}>
      <div className="wall-stage" style={settings.orbit ? orbitStyle(now) : undefined}>
        <Header state={state} scene={scene} title={title ?? text.t('wall.map.preparing')} freshness={facts === null || scene === null ? 'fresh' : captionOf(sourcesOf(scene), facts).freshness} now={now} beat={beat} text={text} />
        <main className="wall-content">
          <MapFrame state={state} scene={scene} map={map} room={{ width: frame.map, height: frame.content }} levels={levels} facts={facts} />
          {scene === null || facts === null ? <div className="wall-column" /> : <Column key={scene.scene} scene={scene} levels={levels} height={frame.content} facts={facts} />}
          {alerts.screen.length === 0 ? null : <Interrupt alerts={alerts.screen} now={now} room={{ width, height: frame.content }} levels={levels} text={text} />}
        </main>
        <Ticker state={state} scene={scene} alerts={alerts} link={link} now={now} width={width} levels={levels} text={text} />
        {keysShown ? <KeysOverlay text={text} /> : null}
      </div>
      {night ? <div className="wall-dimming" style={{ opacity: dimmingFor(NIGHT_LUMINANCE) }} /> : null}
    </div>
  )
}

const made = new Map<string, Text>()

/** The wall's language is its own setting, whatever the browser's is. */
function textIn(language: WallState['settings']['language'], timeZone: string): Text {
  const key = `${language} ${timeZone}`
  const text = made.get(key) ?? makeText(language, timeZone)
  made.set(key, text)
  return text
}

function styleOf(levels: Levels, frame: Frame, night: boolean): CSSProperties {
  const sizes = { caption: levels.caption, body: levels.body, title: levels.title, alert: levels.alert, figure: levels.figure, header: frame.header, ticker: frame.ticker, column: GRID.column }
  const variables = [...Object.entries(sizes).map(([name, size]) => [`--${name}`, size]), ...Object.entries(night ? NIGHT : DAY).map(([name, colour]) => [`--ink-${name}`, colour])]
  return { fontFamily: FONT_FAMILY, ...Object.fromEntries(variables) } as CSSProperties
}

function orbitStyle(now: number): CSSProperties {
  const { x, y } = orbitAt(now)
  return { '--orbit-x': x / 2, '--orbit-y': y / 2 } as CSSProperties
}
