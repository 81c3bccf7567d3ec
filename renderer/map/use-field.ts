/** The field for the settled view; while a newer one is asked for, the last one stays and says what it is. */
import { useMemo, useState } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import type { BandwidthMeters, Field, FieldLayer, Filter, View } from '../../preload/contract/model.ts'
import { useLive } from '../state/live.ts'
import { viewToAsk } from './ask.ts'

export interface FieldAnswer {
  /** What is to be painted; it may answer an earlier question, and names its own layer and bandwidth. */
  field: Field | null
  /** The filter `field` answers. */
  filter: Filter
  asking: boolean
  failure: Failure | null
}

/** A view of null asks nothing: something else is painted. */
export function useField(layer: FieldLayer, filter: Filter, bandwidthMeters: BandwidthMeters, view: View | null): FieldAnswer {
  const [asked, setAsked] = useState<View | null>(null)
  const [answered, setAnswered] = useState<{ field: Field; filter: Filter } | null>(null)
  const isWanted = view !== null
  const input = useMemo(() => (asked === null || !isWanted ? null : { layer, filter, view: asked, bandwidthMeters }), [layer, filter, bandwidthMeters, asked, isWanted])
  const live = useLive('field.get', input, ['field'])
  const settledField = live.state === 'here' && !live.asking ? live.value : null
  // Setting state while drawing is React's way to derive it: the screen never shows the step between.
  const next = view === null ? asked : viewToAsk(asked, settledField, view)
  if (next !== asked) setAsked(next)
  if (settledField !== null && answered?.field !== settledField) setAnswered({ field: settledField, filter })
  const field = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
  return {
    field: field ?? answered?.field ?? null,
    filter: answered?.filter ?? filter,
    asking: live.state === 'asking' || (live.state === 'here' && live.asking),
    failure: live.state === 'failed' ? live.failure : null,
  }
}
