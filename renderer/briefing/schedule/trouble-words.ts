/** Why a scheduled briefing was not made, in the words that the same fault has when a person meets it by hand. */
import { WHY_NO_DECK, type WhyNoDeck } from '../../../preload/contract/briefing.ts'
import type { WhyNotMade } from '../../../preload/contract/briefing-schedule.ts'
import type { MessageKey } from '../../catalogue.ts'

export function troubleWords(why: WhyNotMade): MessageKey {
  return isNoDeck(why) ? `briefing.why.${why}` : `failure.${why}`
}

function isNoDeck(why: WhyNotMade): why is WhyNoDeck {
  return (WHY_NO_DECK as readonly string[]).includes(why)
}
