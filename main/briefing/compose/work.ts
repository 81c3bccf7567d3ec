/** The slides of work: measures in force with plain before and after, and what is overdue with what is asked of whom. */
import type { CaseStatus } from '../../../preload/contract/case-status.ts'
import { cell, figureCell, paragraph, table, textCell } from './cells.ts'
import { clip, factOf, figure, heldPart, messageOf, type MessageKey, nameAt, plainly, say, type Scene, type SlideParts } from './scene.ts'
import { numberAt, textAt } from './spans.ts'

export function measures(scene: Scene): SlideParts {
  const fact = factOf(scene, 'effects')
  const rest = { id: 'measures', facts: [fact], definition: 'define.measures' } as const
  const isHeld = (numberAt(factOf(scene, 'place'), 0, 'heldDistricts') ?? 0) > 0
  if (fact.values.length === 0) {
    const key = isHeld ? 'none' : 'unknown'
    return { ...rest, title: say(scene, `title.measures.${key}`), visual: paragraph(scene, `text.measures.${key}`) }
  }
  const { english } = scene.question
  const rows = fact.values.map((_, row) => [
    textCell(clip(textAt(fact, row, 'place'), english ? 26 : 13)), textCell(nameAt(scene, fact, row, 'street', english ? 18 : 8)), textCell(messageOf(scene, `measure.${textAt(fact, row, 'measure')}` as MessageKey)), figureCell(scene, fact, row, 'start', 'day'),
    ...(['days', 'minutesBefore', 'minutesAfter', 'change'] as const).map((column) => (numberAt(fact, row, column) === null ? textCell('—', 'quiet') : figureCell(scene, fact, row, column, column === 'days' ? 'integer' : column === 'change' ? 'signed-decimal' : 'decimal'))),
  ])
  const heads: Parameters<typeof table>[2] = [['head.spot', 24, 'left'], ['head.street', 15, 'left'], ['head.measure', 11, 'left'], ['head.start', 14, 'left'], ['head.days', 10], ['head.minutesBefore', 12], ['head.minutesAfter', 12], ['head.difference', 11]]
  return { ...rest, title: say(scene, 'title.measures', { n: figure(scene, fact, 0, 'total', 'integer') }), visual: table(scene, plainly(scene, 'alt.measures', { area: scene.areaName }), heads, rows), soWhat: say(scene, 'what.measures') }
}

/** What is asked of whom, by where the case stands; of the others the date of closing. */
const ASKS: Partial<Record<CaseStatus, MessageKey>> = {
  reported: 'ask.dispatching', verifying: 'ask.dispatching', filed: 'ask.dispatching', returned: 'ask.dispatching', extension_requested: 'ask.extension', suspended: 'ask.resuming', fed_back: 'ask.checking', checking: 'ask.checking',
}

export function overdue(scene: Scene): SlideParts {
  const [fact, total] = [factOf(scene, 'overdue'), factOf(scene, 'kpi-overdue')]
  const rest = { id: 'overdue', facts: [fact, total], definition: 'define.overdue' } as const
  const count = numberAt(total, 0, 'now')
  if (count === null || fact.values.length === 0) {
    const key = count === null ? 'unknown' : 'none'
    return { ...rest, title: say(scene, key === 'none' && heldPart(scene, 'cases') === 'part' ? 'title.overdue.nonePart' : `title.overdue.${key}`), visual: paragraph(scene, `text.overdue.${key}`) }
  }
  const { english } = scene.question
  const rows = fact.values.map((_, row) => {
    const [department, status] = [textAt(fact, row, 'department'), textAt(fact, row, 'status')]
    const ask = ASKS[status as CaseStatus] ?? (department === '' ? 'ask.nobody' : 'ask.handling')
    return [
      textCell(clip(textAt(fact, row, 'number'), 20)), textCell(nameAt(scene, fact, row, 'class', english ? 24 : 8)), textCell(nameAt(scene, fact, row, 'street', english ? 16 : 8)), textCell(department === '' ? '—' : clip(department, english ? 20 : 10)),
      textCell(messageOf(scene, `status.${status}` as MessageKey)), cell([figure(scene, fact, row, 'days', 'decimal')], 'worse'), textCell(messageOf(scene, ask)),
    ]
  })
  const heads: Parameters<typeof table>[2] = [['head.number', 20, 'left'], ['head.class', 14, 'left'], ['head.street', 14, 'left'], ['head.department', 18, 'left'], ['head.status', 11, 'left'], ['head.late', 10], ['head.ask', 15, 'left']]
  return {
    ...rest, title: say(scene, heldPart(scene, 'cases') === 'part' ? 'title.overdue.part' : 'title.overdue', { n: figure(scene, total, 0, 'now', 'integer') }), visual: table(scene, plainly(scene, 'alt.overdue', { area: scene.areaName }), heads, rows),
    soWhat: say(scene, count > fact.values.length ? 'what.overdue.more' : 'what.overdue'),
  }
}
