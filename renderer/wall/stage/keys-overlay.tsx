/** Which keys the wall's own keyboard and keypad know. */
import type { ReactNode } from 'react'
import type { MessageKey } from '../../catalogue.ts'
import type { Text } from '../../chrome/phrase.ts'

const ROWS: readonly [string, MessageKey][] = [
  ['→  6', 'wall.keys.next'], ['←  4', 'wall.keys.previous'], ['P  5', 'wall.keys.pin'], ['Enter', 'wall.keys.acknowledge'], ['?  0', 'wall.keys.keys'],
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
