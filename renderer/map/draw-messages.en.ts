/** What drawing a ground and going into areas say, in English. */
import type { zhCN } from './draw-messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'map.crumbs': 'Where this is',
  'communities.title': 'Communities and villages ({n})',
  'communities.name': 'Name',
  'communities.reports': 'Reports',
  'communities.bottlenecks': 'Bottlenecks',
  'communities.sites': 'Friendly points',
  'communities.unnamed': 'No community named',
  'communities.missing': 'The data names the street only, so there are no figures by community: {what}.',
  'communities.none': 'No list of communities is held for this street.',
  'draw.title': 'Drawn ground',
  'draw.ring': 'Draw a polygon',
  'draw.box': 'Draw a rectangle',
  'draw.restore': 'Bring the last drawn ground back',
  'draw.corners': '{n} of {of} corners',
  'draw.ring.first': 'Press on the map for the first corner. By keyboard: arrows move the crosshair, Enter puts a corner.',
  'draw.ring.next': 'Go on, three corners at least. Backspace takes one back, Esc cancels.',
  'draw.ring.close': 'Press the first corner or “Done” to close; or go on. Backspace takes one back.',
  'draw.box.first': 'Press on the map for one corner. By keyboard: arrows move the crosshair, Enter puts a corner.',
  'draw.box.second': 'Press the opposite corner. Backspace takes one back, Esc cancels.',
  'draw.refused.crossing': 'The lines would cross or lie on each other: this corner was not taken. Choose another place.',
  'draw.refused.many': 'At most {n} corners. Close the ground, or take some back.',
  'draw.empty': 'Could be relaxed: the drawn ground',
  'draw.close': 'Done',
  'draw.takeBack': 'One back',
}
