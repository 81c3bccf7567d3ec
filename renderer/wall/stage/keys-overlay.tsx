/** Which keys the wall's own keyboard and keypad know. */
import type { ReactNode } from 'react'
import type { MessageKey } from '../../catalogue.ts'
import type { Text } from '../../chrome/phrase.ts'

const ROWS: readonly [string, MessageKey][] = [
  ['→  6  PgDn', 'wall.keys.next'], ['←  4  PgUp', 'wall.keys.previous'], ['␣  5  0', 'wall.keys.pin'], ['/  S', 'wall.keys.scenes'], ['Enter  A', 'wall.keys.acknowledge'], ['?  *', 'wall.keys.keys'],
]

export function KeysOverlay({ text: { t } }: { text: Text }): ReactNode {
  return (
    <section className="wall-keys" aria-label={t('wall.keys.title')}>
      <h2 className="wall-title">{t('wall.keys.title')}</h2>
      <dl>
        {ROWS.map(([keys, message]) => (
          <div key={message}>
            <dt className="wall-body"><kbd>{keys}</kbd></dt>
            <dd className="wall-body">{t(message)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
