/** The first and the last slide: what the deck is of, and what its figures do not say. */
import { BOXES, type Line, type TextVisual, TYPE } from '../../../preload/contract/deck.ts'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import { clip, type DeckMakers, factOf, figure, messageOf, say, type Scene, type SlideParts } from './scene.ts'
import { numberAt, words } from './spans.ts'

/** Whole calendar weeks are called by their number, others by their last day. */
export const isCalendarWeek = (scene: Scene): boolean => numberAt(factOf(scene, 'period'), 0, 'weekday') === 7

/** Of the cover, beside its labels. */
const LINE = 0.7 * BOXES.coverFacts.width

/** Whole where a line has room for it. */
function makerOf({ author, contact }: DeckMakers): string {
  const whole = clip(author, 200)
  return textWidth(whole, TYPE.body) <= LINE ? whole : clip(contact, 60)
}

export function cover(scene: Scene): SlideParts {
  const [period, sources] = [factOf(scene, 'period'), factOf(scene, 'sources')]
  const title = isCalendarWeek(scene) ? say(scene, 'cover.weekly', { week: figure(scene, period, 0, 'week', 'integer') }) : say(scene, 'cover.weeklyTo', { last: figure(scene, period, 0, 'last', 'day') })
  const facts = [
    { label: messageOf(scene, 'cover.area'), line: words(scene.areaName) },
    { label: messageOf(scene, 'cover.period'), line: say(scene, 'cover.span', { first: figure(scene, period, 0, 'first', 'day'), last: figure(scene, period, 0, 'last', 'day') }) },
    { label: messageOf(scene, 'cover.filter'), line: say(scene, 'cover.noFilter') },
    { label: messageOf(scene, 'cover.asOf'), line: [figure(scene, sources, 0, 'asOf', 'minute')] },
    { label: messageOf(scene, 'cover.secret'), line: say(scene, 'internal') },
    { label: messageOf(scene, 'cover.nature'), line: say(scene, scene.simulated ? 'simulated' : 'real') },
    { label: messageOf(scene, 'cover.author'), line: words(makerOf(scene.makers)) },
  ]
  return { id: 'cover', title, visual: { kind: 'cover', facts }, facts: [period, sources], definition: 'define.cover' }
}

export function limits(scene: Scene): SlideParts {
  const [sources, place] = [factOf(scene, 'sources'), factOf(scene, 'place')]
  const count = (column: string): Line => [figure(scene, place, 0, column, 'integer')]
  const isKnown = (column: string): boolean => (numberAt(place, 0, column) ?? 0) > 0
  const { approvalNumber } = scene.makers
  const line = (key: string, text: Line): TextVisual['paragraphs'][number] => ({ head: messageOf(scene, `limits.${key as 'reports'}`), line: text })
  // The area's own districts: a street lies in one and has none.
  const districts = numberAt(place, 0, 'districts') === 0 ? 'heldDistricts' : 'districts'
  const paragraphs = [
    line('reports', say(scene, 'limits.reports.text', { rows: figure(scene, sources, 0, 'rows', 'integer') })),
    line('orders', isKnown('heldDistricts') ? say(scene, 'limits.orders.text', { held: count('heldDistricts'), districts: count(districts) }) : say(scene, 'limits.orders.none')),
    line('cases', isKnown('offices') ? say(scene, 'limits.cases.text', { offices: count('offices'), streets: count('streets') }) : say(scene, 'limits.cases.none')),
    line('tests', say(scene, 'limits.tests.text')), line('few', say(scene, 'limits.few.text')),
    line('map', approvalNumber === '' ? say(scene, 'limits.map.none') : say(scene, 'limits.map.text', { number: clip(approvalNumber, 40) })),
    line('nature', say(scene, scene.simulated ? 'limits.nature.simulated' : 'limits.nature.real', { author: makerOf(scene.makers) })),
  ]
  return { id: 'limits', title: say(scene, 'title.limits'), visual: { kind: 'text', paragraphs }, facts: [sources, place], definition: 'define.limits' }
}
