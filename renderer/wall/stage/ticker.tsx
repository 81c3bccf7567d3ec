/** Below every scene: the mark of what is simulated, and one line: the console's silence, the worst alert, the manager's words, or which scene this is. */
import type { ReactNode } from 'react'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import type { WallAlert, WallScene, WallState } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import type { ShownAlerts } from '../run/present-alerts.ts'
import { placeWords, levelWords, sinceWords } from './alert-words.ts'
import { sourcesOf } from './caption-words.ts'
import { headlineWords } from './headline-words.ts'
import { Icon } from './icons.tsx'
import { LEVEL_ICONS } from './interrupt.tsx'
import type { Levels } from './type-scale.ts'
import { firstThatFits, nameIn } from './wall-words.ts'

/** Whether the console answers; `stopped`: it does, and does not know this page any more · `nobody`: it does, and nobody is signed in. */
export type StageLink = 'here' | 'gone' | 'stopped' | 'nobody'

interface Props {
  state: WallState
  scene: WallScene | null
  alerts: ShownAlerts
  link: StageLink
  now: number
  width: number
  levels: Levels
  text: Text
}

export function Ticker(props: Props): ReactNode {
  const { state, scene, levels, width, text } = props
  const isSimulated = state.simulated || (scene?.simulated ?? false)
  const mark = text.t('mark.simulated')
  const source = scene === null ? '' : text.t('wall.sources', { names: sourcesOf(scene).map((id) => text.t(`wall.source.${id}`)).join(text.locale === 'en' ? ', ' : '、') })
  const room = width - (isSimulated ? textWidth(mark, levels.body) + 1.4 * levels.body : 0) - textWidth(source, levels.caption) - 2 * levels.body
  return (
    <footer className="wall-ticker">
      {isSimulated ? <span className="wall-body wall-simulated">{mark}</span> : null}
      <Said {...props} width={room} />
      <span className="wall-gap" />
      <span className="wall-caption wall-source">{source}</span>
    </footer>
  )
}

function Said({ state, scene, alerts, link, now, width, levels, text }: Props): ReactNode {
  const { t } = text
  if (link !== 'here') return <strong className="wall-body wall-banner" data-level={1}><Icon name="lost" /><bdi>{firstThatFits(linkWords(link, state.now, now, text), (width - 1.5 * levels.body) / levels.body)}</bdi></strong>
  const [alert] = alerts.banner
  // Danger is never summed up.
  if (alerts.flood !== null && alert?.level !== 1) return <Flood count={alerts.flood} width={width} levels={levels} text={text} />
  if (alert !== undefined) return <Banner alert={alert} others={alerts.banner.length - 1} now={now} width={width} levels={levels} text={text} />
  const [item] = state.ticker
  if (item !== undefined) return <strong className="wall-body wall-headline" data-headline={item.headline}><bdi>{firstThatFits([headlineWords(item, state.area, text)], width / levels.body)}</bdi></strong>
  const pinned = state.pinned !== null && state.pinned.until > now ? t('wall.pinned', { time: text.time(state.pinned.until) }) : ''
  const words = [scene === null ? nameIn(state.city, text) : t(`wall.scene.${scene.scene}`), pinned, state.safe ? t('wall.safe') : ''].filter((part) => part !== '')
  return <span className="wall-body wall-headline"><bdi>{firstThatFits([words.join(' · '), words[0]!], width / levels.body)}</bdi></span>
}

/** `at`: when it answered last; the longest first. */
export function linkWords(link: Exclude<StageLink, 'here'>, at: number, now: number, { t, shortMoment }: Text): string[] {
  const [why, time] = [t(`wall.link.${link}`), shortMoment(at, now)]
  return [t('wall.link.whole', { why, time }), t('wall.link.short', { time }), time]
}

function Flood({ count, width, levels, text: { t, number } }: { count: number; width: number; levels: Levels; text: Text }): ReactNode {
  const [what, many] = [t('wall.alert.flood'), t('wall.alert.floodCount', { n: number(count, 0) })]
  return <strong className="wall-body wall-banner" data-level={2} data-flood={count}><Icon name={LEVEL_ICONS[2]} /><bdi>{firstThatFits([`${what} · ${many}`, t('wall.alert.floodShort', { n: number(count, 0) })], (width - 1.5 * levels.body) / levels.body)}</bdi></strong>
}

function Banner({ alert, others, now, width, levels, text }: { alert: WallAlert; others: number; now: number; width: number; levels: Levels; text: Text }): ReactNode {
  const more = others > 0 ? [text.t('wall.alert.more', { n: others })] : []
  const what = `${levelWords(alert.level, text)} · ${text.t(`wall.alert.${alert.kind}`)}`
  const about = placeWords(alert, text) === '' ? [] : [placeWords(alert, text)]
  const since = sinceWords(alert, now, text)
  const words = firstThatFits([[what, ...about, since, ...more], [what, ...about, ...more], [what, since, ...more], [what, ...more], [what]].map((parts) => parts.join(' · ')), (width - 1.5 * levels.body) / levels.body)
  return <strong className="wall-body wall-banner" data-level={alert.level} data-alert={alert.id}><Icon name={LEVEL_ICONS[alert.level]} /><bdi>{words}</bdi></strong>
}
