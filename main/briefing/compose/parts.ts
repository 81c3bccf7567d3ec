/** The slides of reports by area and by class: bars beside those of the week before, and the parts that changed beyond chance. */
import type { Fact, Line } from '../../../preload/contract/deck.ts'
import { pairedBars, paragraph } from './cells.ts'
import { comparedAreas } from './plan.ts'
import { factOf, figure, fitting, messageOf, nameAt, plainly, reports, say, type Scene, sentence, type SlideParts } from './scene.ts'
import { numberAt } from './spans.ts'
import { changeBlanks, isEarned, isSaid, isWhole, verdictOf } from './verdict.ts'

export function areaParts(scene: Scene): SlideParts {
  const fact = factOf(scene, 'areas')
  const level = messageOf(scene, `level.${comparedAreas(scene.question, scene.place).level}`)
  const isEmpty = fact.values.length === 0
  const visual = isEmpty ? paragraph(scene, 'title.areas.unknown') : pairedBars(scene, fact, plainly(scene, 'alt.areas', { area: scene.areaName, level }))
  const isCut = (numberAt(fact, 0, 'parts') ?? 0) > fact.values.length
  return { id: 'areas', title: areasTitle(scene, fact, level), visual, soWhat: isEmpty ? [] : say(scene, isCut ? 'what.areas.top' : 'what.areas'), facts: [fact], definition: 'define.areas' }
}

function areasTitle(scene: Scene, fact: Fact, level: string): Line {
  const rows = [...fact.values.keys()]
  if (rows.length < 2 || !isWhole(fact, scene.days.to)) return say(scene, 'title.areas.unknown')
  if (rows.every((row) => numberAt(fact, row, 'now') === 0)) return say(scene, 'title.areas.empty')
  if (rows.every((row) => numberAt(fact, row, 'change') === null)) return say(scene, 'title.areas.unknown')
  const said = rows.map((row) => ({ row, verdict: verdictOf(scene, fact, row), difference: Math.abs(numberAt(fact, row, 'difference') ?? 0) }))
    .filter(({ verdict }) => isEarned(verdict)).sort((a, b) => b.difference - a.difference)
  // One alone has room for a longer name.
  const longest = scene.question.english ? (said.length > 1 ? 20 : 36) : said.length > 1 ? 8 : 14
  const [one, other] = said.map(({ row, verdict }) => say(scene, `area.${verdict as 'up'}`, { area: nameAt(scene, fact, row, 'name', longest), ...changeBlanks(scene, fact, row, verdict) }))
  const many = say(scene, 'title.areas.many', { n: figure(scene, fact, 0, 'changed', 'integer') })
  if (one === undefined) return say(scene, (numberAt(fact, 0, 'changed') ?? 0) > 0 ? 'title.areas.unknown' : 'title.areas.none', { level })
  return fitting(scene, [...(other === undefined ? [say(scene, 'title.areas.one', { one })] : [say(scene, 'said.both', { one, other })]), ...(other === undefined ? [] : [many]), one])
}

export function classParts(scene: Scene): SlideParts {
  const fact = factOf(scene, 'classes')
  if (fact.values.length === 0 || reports(scene) === 0) return { id: 'classes', title: say(scene, 'title.classes.empty'), visual: paragraph(scene, 'title.classes.empty'), facts: [fact], definition: 'define.classes' }
  const name = nameAt(scene, fact, 0, 'name', scene.question.english ? 24 : 12)
  const isFirst = fact.values.length < 2 || (numberAt(fact, 0, 'shareLow') ?? 0) > (numberAt(fact, 1, 'shareHigh') ?? 1)
  const title = say(scene, isFirst ? 'title.classes.first' : 'title.classes.two', { one: name, share: figure(scene, fact, 0, 'share', 'share') })
  return { id: 'classes', title, visual: pairedBars(scene, fact, plainly(scene, 'alt.classes', { area: scene.areaName })), soWhat: classWhat(scene, fact, isFirst, name), facts: [fact], definition: 'define.classes' }
}

function classWhat(scene: Scene, fact: Fact, isFirst: boolean, one: string): Line {
  if (!isFirst) return say(scene, 'what.classes.more')
  const verdict = verdictOf(scene, fact, 0)
  if (!isSaid(verdict)) return []
  return sentence(say(scene, 'what.classes', { one, said: say(scene, `said.short.${verdict as 'up'}`, changeBlanks(scene, fact, 0, verdict)) }))
}
