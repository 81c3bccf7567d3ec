/** What cannot wait stands over the scene until somebody has seen it; several share the page. */
import type { ReactNode } from 'react'
import type { AlertLevel, WallAlert } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import { placeWords, levelWords, sinceWords } from './alert-words.ts'
import { Icon, type IconName } from './icons.tsx'
import type { Levels } from './type-scale.ts'
import { cutTo } from './wall-words.ts'

export const LEVEL_ICONS: Record<AlertLevel, IconName> = { 1: 'urgent', 2: 'important', 3: 'notice' }

interface Props {
  alerts: readonly WallAlert[]
  now: number
  room: { width: number; height: number }
  levels: Levels
  text: Text
}
/** Of one alert: its headline, what it is about and since when. */
export const alertHeight = ({ alert, title, body }: Levels): number => alert * 1.25 + title * 1.3 + body * 1.3 + body

export function Interrupt({ alerts, now, room, levels, text }: Props): ReactNode {
  const { t } = text
  const foot = levels.title * 1.6
  const most = Math.max(1, Math.floor((room.height - foot - levels.body) / alertHeight(levels)))
  const shown = alerts.slice(0, most)
  const width = room.width - 2 * levels.title - 2.5 * levels.alert
  return (
    <section className="wall-interrupt" role="alert" aria-label={t('wall.alert.region')}>
      <ol>
        {shown.map((alert) => (
          <li key={alert.id} data-alert={alert.id} data-level={alert.level}>
            <span className="wall-sign wall-pulse"><Icon name={LEVEL_ICONS[alert.level]} /></span>
            <div>
              <strong className="wall-alert">{cutTo(`${levelWords(alert.level, text)} · ${t(`wall.alert.${alert.kind}`)}`, width / levels.alert)}</strong>
              <span className="wall-title wall-about"><bdi>{cutTo(placeWords(alert, text), width / levels.title)}</bdi></span>
              <span className="wall-body wall-since">{sinceWords(alert, now, text)}</span>
            </div>
          </li>
        ))}
      </ol>
      <p className="wall-title wall-hint">
        {alerts.length > most ? <span>{t('wall.alert.more', { n: alerts.length - most })}</span> : null}
        <span>{t('wall.alert.acknowledge')}</span>
      </p>
    </section>
  )
}
