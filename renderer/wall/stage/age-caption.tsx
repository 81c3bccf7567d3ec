/** The age of what stands beside it: time, clock and age, or since when nothing came. */
import type { ReactNode } from 'react'
import type { Freshness } from '../../../preload/contract/freshness.ts'
import type { Caption } from './caption-words.ts'
import { Icon, type IconName } from './icons.tsx'

const ICONS: Record<Freshness, IconName | null> = { fresh: null, late: 'clock', stale: 'stopped', lost: 'lost' }

/** `before`: what stands in the same line, such as a unit. */
export function AgeCaption({ caption: { freshness, words }, before = '' }: { caption: Pick<Caption, 'freshness' | 'words'>; before?: string }): ReactNode {
  const icon = ICONS[freshness]
  return (
    <span className="wall-caption wall-age" data-freshness={freshness}>
      {icon === null ? null : <Icon name={icon} />}
      <bdi>{before === '' ? words : `${before} · ${words}`}</bdi>
    </span>
  )
}
