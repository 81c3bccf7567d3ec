/** The scenes with their numbers, of which a key switches each on or off. */
import type { ReactNode } from 'react'
import type { WallSettings } from '../../../preload/contract/wall-settings.ts'
import type { Text } from '../../chrome/phrase.ts'

export function SceneSwitches({ settings, text: { t } }: { settings: WallSettings; text: Text }): ReactNode {
  return (
    <section className="wall-switches" aria-label={t('wall.keys.scenes')}>
      <strong>{t('wall.keys.scenes')}</strong>
      <ol>
        {settings.scenes.map(({ scene, on }, n) => (
          <li key={scene}>
            <kbd>{n + 1}</kbd>
            <span data-on={on}>{t(`wall.scene.${scene}`)}</span>
            <span data-on={on}>{t(on ? 'wall.keys.on' : 'wall.keys.off')}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
