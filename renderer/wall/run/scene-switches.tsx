/** The scenes with their numbers, of which a key switches each on or off. */
import type { ReactNode } from 'react'
import type { WallSettings } from '../../../preload/contract/wall-settings.ts'
import { FONT_FAMILY } from '../../chrome/font-family.ts'
import type { Text } from '../../chrome/phrase.ts'
import { dimmingFor, isNight, NIGHT_LUMINANCE } from '../stage/orbit.ts'

interface Props {
  settings: WallSettings
  timeZone: string
  now: number
  text: Text
}

/** It lies over the stage: font, language and the night's dimming are not its by inheritance. */
export function SceneSwitches({ settings, timeZone, now, text: { t } }: Props): ReactNode {
  const dimmed = isNight(now, timeZone, settings.night) ? { filter: `brightness(${1 - dimmingFor(NIGHT_LUMINANCE)})` } : {}
  return (
    <section className="wall-switches" lang={settings.language} style={{ fontFamily: FONT_FAMILY, ...dimmed }} aria-label={t('wall.keys.scenes')}>
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
