/** Hexagons for the layer, filter and measure in force over the settled view; while newer ones are asked for, the last ones stay. */
import { useMemo, useState } from 'react'
import type { Failure, Input } from '../../preload/contract/api.ts'
import type { Cells } from '../../preload/contract/cells.ts'
import type { Filter, View } from '../../preload/contract/model.ts'
import { useAddressPart } from '../state/address.ts'
import { useLive } from '../state/live.ts'
import { cellQuestion, cellsToAsk } from './ask.ts'
import type { Shade } from '../chrome/ground/palette.ts'
import { type CellGround, shadeCells, type Shading } from '../chrome/ground/shading.ts'

interface CellAnswer {
  /** They may answer an earlier question, and name their own layer, measure and resolution. */
  cells: Cells | null
  /** The filter they answer; null before there is an answer. */
  filter: Filter | null
  /** What `cells` were asked with, while nothing newer is asked. */
  question: Input<'cells.get'> | null
  asking: boolean
  failure: Failure | null
}
export interface CellsHere extends CellAnswer {
  filter: Filter
  /** Null while something else is painted. */
  shading: Shading | null
}

export function useCells(filter: Filter, view: View | null, ground: CellGround, shade: Shade): CellsHere {
  const answer = useCellAnswer(filter, view)
  const { cells } = answer
  const isPainted = useAddressPart('mode') === 'cells'
  const shading = useMemo(() => (isPainted && cells !== null ? shadeCells(cells, ground, shade) : null), [isPainted, cells, ground, shade])
  return { ...answer, filter: answer.filter ?? filter, shading }
}

/** Null holds the question; `like`: it is the second half of a comparison with this filter. */
export function useCellAnswer(filter: Filter | null, view: View | null, like: Filter | null = null): CellAnswer {
  const layer = useAddressPart('layer')
  const measure = useAddressPart('measure')
  const mode = useAddressPart('mode')
  const [asked, setAsked] = useState<View | null>(null)
  const [answered, setAnswered] = useState<{ cells: Cells; filter: Filter } | null>(null)
  const isPainted = mode === 'cells' && filter !== null
  const question = isPainted && asked !== null ? cellQuestion({ layer, filter, measure, view: asked }, like) : null
  const live = useLive('cells.get', question, ['field', 'places'])
  const settled = live.state === 'here' && !live.asking ? live.value : null
  const next = isPainted && view !== null ? cellsToAsk(asked, settled, view) : asked
  if (next !== asked) setAsked(next)
  if (filter !== null && settled !== null && answered?.cells !== settled) setAnswered({ cells: settled, filter })
  const cells = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : (answered?.cells ?? null)
  return {
    cells: filter === null ? null : cells, filter: answered?.filter ?? null, failure: live.state === 'failed' ? live.failure : null,
    question: live.state === 'here' && !live.asking ? question : null,
    asking: isPainted && (live.state === 'asking' || (live.state === 'here' && live.asking)),
  }
}
