/** The scene's title: what it found, said as fully as its room allows. */
import type { Finding, FindingId, WallScene } from '../../../preload/contract/wall.ts'
import type { MessageKey } from '../../catalogue.ts'
import type { Text } from '../../chrome/phrase.ts'
import { writeValue } from './figure-words.ts'
import { firstThatFits, nameIn } from './wall-words.ts'

/** Of a title, in sizes of its type: so many Hanzi are taken in at a glance. */
export const LONGEST_TITLE = 18

/** Fullest first. */
const VARIANTS: Record<Exclude<FindingId, 'unknown'>, readonly MessageKey[]> = {
  'reports-up': ['wall.finding.reports-up', 'wall.finding.reports-up.short', 'wall.finding.reports-up.bare'],
  'reports-down': ['wall.finding.reports-down', 'wall.finding.reports-down.short', 'wall.finding.reports-down.bare'],
  'reports-steady': ['wall.finding.reports-steady', 'wall.finding.reports-steady.bare'],
  'reports-quiet': ['wall.finding.reports-quiet'],
  'bottleneck-top': ['wall.finding.bottleneck-top', 'wall.finding.bottleneck-top.short', 'wall.finding.bottleneck-top.bare'],
  'bottleneck-none': ['wall.finding.bottleneck-none'],
  'hotspot-top': ['wall.finding.hotspot-top', 'wall.finding.hotspot-top.short', 'wall.finding.hotspot-top.bare'],
  'hotspot-none': ['wall.finding.hotspot-none'],
  'coverage-gap': ['wall.finding.coverage-gap', 'wall.finding.coverage-gap.short', 'wall.finding.coverage-gap.bare'],
  'coverage-whole': ['wall.finding.coverage-whole'],
  'coverage-unknown': ['wall.finding.coverage-unknown'],
  'loop-overdue': ['wall.finding.loop-overdue', 'wall.finding.loop-overdue.bare'],
  'loop-clear': ['wall.finding.loop-clear'],
  'loop-unknown': ['wall.finding.loop-unknown'],
  'sites-open': ['wall.finding.sites-open'],
  'health-whole': ['wall.finding.health-whole'],
  'health-late': ['wall.finding.health-late'],
}
const SHARES: readonly FindingId[] = ['reports-up', 'reports-down']

/** `em`: the room in sizes of the title's type. */
export function titleOf({ scene, finding }: Pick<WallScene, 'scene' | 'finding'>, em: number, text: Text): string {
  const value = finding.value === null ? null : SHARES.includes(finding.id) ? text.percent(Math.round(finding.value * 100) / 100) : writeValue(finding.value, 'count', text)
  const said = variantsOf(finding, value, text)
  return firstThatFits([...said, text.t(`wall.scene.${scene}`)], Math.min(LONGEST_TITLE, em))
}

/** Those whose every blank can be filled. */
function variantsOf({ id, name }: Finding, value: string | null, text: Text): string[] {
  if (id === 'unknown') return []
  const params = { ...(name === null ? {} : { name: nameIn(name, text) }), ...(value === null ? {} : { value }) }
  return VARIANTS[id].map((key) => [text.t(key), text.t(key, params)] as const)
    .filter(([blank]) => (name !== null || !blank.includes('{name}')) && (value !== null || !blank.includes('{value}'))).map(([, filled]) => filled)
}
