/** A fault of the drill: what is done, and what the wall must then show within how long. */
import type { DrillWall } from './drill-wall.ts'

export type Outcome =
  /** `ms`: until the wall was right again, or from when the rule calls for the mark until it stood there. */
  | { is: 'picture' | 'mark'; ms: number }
  | { is: 'wrong'; why: string }
  /** Cannot be made on this machine. */
  | { is: 'skipped'; why: string }

export interface Fault {
  name: string
  what: string
  /** 'picture': the right one, with everything fresh · 'mark': the right words for what is old, on it. */
  right: 'picture' | 'mark'
  limitMs: number
  run(wall: DrillWall): Promise<Outcome>
}

export const LIMIT_MS = 15_000

/** Runs it; what throws is a wall that was not right. */
export async function tryFault(fault: Fault, wall: DrillWall): Promise<Outcome> {
  try {
    return await fault.run(wall)
  } catch (error) {
    return { is: 'wrong', why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) }
  }
}

/** Milliseconds by the monotonic clock until it holds, asked ten times a second. Throws with the last look where it does not in time. */
export async function msUntil(holds: () => Promise<boolean | string>, withinMs: number): Promise<number> {
  const began = performance.now()
  for (;;) {
    const held = await holds().catch((error: unknown) => String(error))
    const ms = performance.now() - began
    if (held === true) return ms
    if (ms > withinMs) throw new Error(`not within ${Math.round(withinMs / 1_000)} s: ${String(held)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
