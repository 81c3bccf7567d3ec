/** When `me` is asked: one question at a time, and never more often than a desk should. */
import { pace } from './back-off.ts'
import type { Command, Moment, State } from './session-state.ts'

/** A central that asked to be left alone is asked only when its time is over (`isDue`). */
export function askMe(state: State, commands: Command[], isDue = false): State {
  if (state.stage === 'signed-out') return state
  if (state.asking !== null) return { ...state, askAgain: true }
  if (state.held && !isDue) return state
  commands.push({ do: 'me', nonce: state.nextNonce })
  return { ...state, asking: state.nextNonce, askAgain: false, nextNonce: state.nextNonce + 1 }
}

/** Hints cost their sender nothing: beyond so many questions a minute, `me` waits until the minute is over. */
export function brake(state: State, moment: Moment, commands: Command[]): State {
  const at = commands.findIndex((command) => command.do === 'me')
  if (at < 0) return state
  const { times: asked, waitMs } = pace(state.asked, moment.now)
  if (waitMs === 0) return { ...state, asked }
  commands[at] = { do: 'timer', key: 'session', delayMs: waitMs }
  return { ...state, asked, asking: null, askAgain: false }
}
