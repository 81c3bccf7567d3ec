/** How a wall fares, in words. */
import { RESTART_CAUSES, type RestartCause, type WallBeat, type WallHealth } from '../../preload/contract/wall-health.ts'
import type { WallSettings } from '../../preload/contract/wall-settings.ts'
import type { Text } from '../chrome/phrase.ts'

type Words = Pick<Text, 't' | 'number' | 'bytes' | 'moment' | 'age' | 'duration'>

/** The first wall of a PC bears its number until somebody names it. */
export const nameWall = ({ id, name }: Pick<WallSettings, 'id' | 'name'>, { t }: Pick<Text, 't'>): string => (name === id ? t('walls.nth', { n: id }) : name)

export function wordScene({ scene, sceneForMs }: Pick<WallBeat, 'scene' | 'sceneForMs'>, { t, duration }: Words): string {
  return scene === null ? t('walls.unknown') : t('walls.scene.for', { scene: t(`wall.scene.${scene}`), duration: duration(sceneForMs) })
}

/** `now`: the console's clock, as all times here. */
export function wordData(dataAt: number | null, now: number, { t, moment, age }: Words): string {
  return dataAt === null ? t('walls.data.none') : t('walls.data.age', { time: moment(dataAt, now), age: age(Math.max(0, now - dataAt)) })
}

export function wordMemory(heapBytes: number | null, perHour: number | null, { t, bytes }: Words): string {
  if (heapBytes === null) return t('walls.unknown')
  if (perHour === null) return t('walls.memory.young', { bytes: bytes(heapBytes) })
  return t(perHour < 0 ? 'walls.memory.falls' : 'walls.memory.grows', { bytes: bytes(heapBytes), growth: bytes(Math.abs(perHour)) })
}

export function wordGraphics({ decks, contexts, lost }: Pick<WallBeat, 'decks' | 'contexts' | 'lost'>, { t, number }: Words): string {
  return t('walls.graphics', { decks: number(decks, 0), contexts: number(contexts, 0), lost: number(lost, 0) })
}

/** “3 次 · 没有回音 2 次 · 例行重启 1 次 · 最近 03:30：例行重启”. Opening a wall is no restart. */
export function wordRestarts(restarts: WallHealth['restarts'], now: number, { t, number, moment }: Words): string {
  const counted = restarts.filter(({ cause }) => cause !== 'opened')
  const last = counted.at(-1)
  if (last === undefined) return t('walls.restarts.none')
  const parts = [t('walls.restarts.some', { n: number(counted.length, 0) }), ...tally(counted).map(([cause, n]) => t('walls.restarts.tally', { cause: t(`walls.cause.${cause}`), n: number(n, 0) }))]
  return [...parts, t('walls.restarts.last', { time: moment(last.at, now), cause: t(`walls.cause.${last.cause}`) })].join(' · ')
}

/** Most often first; equals in the contract's order. */
function tally(restarts: WallHealth['restarts']): [RestartCause, number][] {
  const counts = RESTART_CAUSES.map((cause): [RestartCause, number] => [cause, restarts.filter((restart) => restart.cause === cause).length])
  return counts.filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1])
}
