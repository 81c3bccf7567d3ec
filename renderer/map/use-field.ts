/** The field for the settled view; while a newer one is asked for, the last one stays and says what it is. */
import { useMemo, useState } from 'react'
import type { Failure, Input } from '../../preload/contract/api.ts'
import type { BandwidthMeters, Field, FieldLayer, Filter, View } from '../../preload/contract/model.ts'
import { useLive } from '../state/live.ts'
import { viewToAsk } from './ask.ts'

export interface FieldAnswer {
  /** What is to be painted; it may answer an earlier question, and names its own layer and bandwidth. */
  field: Field | null
  /** The filter `field` answers. */
  filter: Filter
  /** What `field` was asked with, while nothing newer is asked. */
  question: Input<'field.get'> | null
  asking: boolean
  failure: Failure | null
}

export interface FieldQuestion {
  layer: FieldLayer
  filter: Filter
  bandwidthMeters: BandwidthMeters
}

/** A view of null asks nothing: something else is painted. `question` keeps its identity while it is the same. */
export function useField(question: FieldQuestion, view: View | null): FieldAnswer
/** Null: there is no second half of a comparison, or it has no field; `beside`: it is one. */
export function useField(question: FieldQuestion | null, view: View | null, beside: true): FieldAnswer | null
export function useField(question: FieldQuestion | null, view: View | null, beside = false): FieldAnswer | null {
  const [asked, setAsked] = useState<View | null>(null)
  const [answered, setAnswered] = useState<{ field: Field; filter: Filter } | null>(null)
  const isWanted = view !== null
  const input = useMemo(() => (asked === null || !isWanted || question === null ? null : { ...question, view: asked, ...(beside ? { beside: true as const } : {}) }), [question, asked, isWanted, beside])
  const live = useLive('field.get', input, ['field'])
  const settledField = live.state === 'here' && !live.asking ? live.value : null
  // Setting state while drawing is React's way to derive it: the screen never shows the step between.
  const next = view === null ? asked : viewToAsk(asked, settledField, view)
  if (next !== asked) setAsked(next)
  if (question === null) {
    if (answered !== null) setAnswered(null)
    return null
  }
  if (settledField !== null && answered?.field !== settledField) setAnswered({ field: settledField, filter: question.filter })
  const field = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
  return {
    field: field ?? answered?.field ?? null,
    filter: answered?.filter ?? question.filter,
    question: live.state === 'here' && !live.asking ? input : null,
    asking: live.state === 'asking' || (live.state === 'here' && live.asking),
    failure: live.state === 'failed' ? live.failure : null,
  }
}
