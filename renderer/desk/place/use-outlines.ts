/** Outlines of the streets of the district that a case lies in. */
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import { useLive } from '../../state/live.ts'
import { frameAround, type GroundFrame } from './ground-frame.ts'

const NONE: readonly AreaBoundary[] = []

/** Empty while they are asked for, or where none are known. */
export function useOutlines({ line }: Pick<CaseWhole, 'line'>): readonly AreaBoundary[] {
  const district = line[0]?.id ?? null
  const live = useLive('city.boundaries', district === null ? null : { level: 'street', parent: district }, ['places', 'session'])
  return live.state === 'here' ? live.value : NONE
}

/** The whole street where its outline is known, else some ground around the place. */
export function homeFrame(whole: Pick<CaseWhole, 'lng' | 'lat' | 'street'>, outlines: readonly AreaBoundary[], size: Pick<GroundFrame, 'width' | 'height'>): GroundFrame {
  const own = outlines.find(({ id }) => id === whole.street.id)
  return frameAround([[whole.lng, whole.lat], ...(own?.polygons.flat(2) ?? [])], size, 600)
}
