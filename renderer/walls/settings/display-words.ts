/** A display in words, and the same display found again. */
import type { Display } from '../../../preload/contract/wall-settings.ts'
import type { Text } from '../../chrome/phrase.ts'

/** “DELL U3223 · 3840 × 2160 · 主显示器”: pixels of the panel, not of the desktop. */
export function wordDisplay({ id, label, bounds, scaleFactor, isPrimary }: Display, { t }: Pick<Text, 't'>): string {
  const name = label.trim() === '' ? t('walls.display.nth', { n: id }) : label
  const size = `${Math.round(bounds.width * scaleFactor)} × ${Math.round(bounds.height * scaleFactor)}`
  return [name, size, ...(isPrimary ? [t('walls.display.primary')] : [])].join(' · ')
}

/** By its number while the name agrees, else by name and place; null: it is not connected. */
export function findDisplay(displays: readonly Display[], wanted: Display): Display | null {
  const isThere = ({ label, bounds }: Display): boolean => label === wanted.label && bounds.x === wanted.bounds.x && bounds.y === wanted.bounds.y
  return displays.find(({ id, label }) => id === wanted.id && label === wanted.label) ?? displays.find(isThere) ?? null
}
