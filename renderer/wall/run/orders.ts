/** What the console's state orders that this page has not done yet: steps and pins from elsewhere, and none of its own twice. Pure. */
import type { WallState } from '../../../preload/contract/wall.ts'
import type { RotationEvent } from './rotation.ts'

export interface Heard {
  /** Number of the newest step seen; null: no state yet. */
  step: number | null
  /** The console's own pin, as it was last said. */
  pinned: string | null
  /** Steps done here and told to the console, which will come back from it. */
  own: readonly (1 | -1)[]
}

export const HEARD_NOTHING: Heard = { step: null, pinned: null, own: [] }

/** `untilHere`: an instant of the console's clock as one of the page's. */
export function hearOrders(heard: Heard, { steps, pinned }: Pick<WallState, 'steps' | 'pinned'>, untilHere: (at: number) => number): { heard: Heard; events: RotationEvent[] } {
  const events: RotationEvent[] = []
  const newest = steps.at(-1)?.n ?? 0
  const own = [...heard.own]
  // Those from before the page was opened are past; a console that counts from the beginning again was started anew.
  const seen = heard.step === null || newest < heard.step ? newest : heard.step
  for (const { n, by } of steps) {
    if (n <= seen) continue
    if (own[0] === by) own.shift()
    else events.push({ do: 'step', by })
  }
  const pin = pinned === null ? null : `${pinned.scene} ${pinned.until}`
  if (pinned !== null && pin !== heard.pinned) events.push({ do: 'pin', scene: pinned.scene, until: untilHere(pinned.until) })
  if (pinned === null && heard.pinned !== null) events.push({ do: 'resume' })
  return { heard: { step: newest, pinned: pin, own }, events }
}
