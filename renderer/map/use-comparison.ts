/** The other period of a comparison as it is painted: the same layer, filter and class limits, other days. */
import { useMemo } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import type { Cells } from '../../preload/contract/cells.ts'
import type { AreaFigures } from '../../preload/contract/measure.ts'
import type { AreaBoundary, City, Field, Filter, View } from '../../preload/contract/model.ts'
import { useAddress, useAddressPart } from '../state/address.ts'
import { otherDays } from '../state/comparison.ts'
import type { Comparison, Days } from '../state/comparison.ts'
import { DAY_STEP_MS, deriveFilter, resolvePeriod } from '../state/filter.ts'
import { useKept } from '../state/kept.ts'
import { useNow } from '../state/now.ts'
import type { Shade } from '../chrome/ground/palette.ts'
import { shadeAreas, shadeCells } from '../chrome/ground/shading.ts'
import type { CellGround, Shading } from '../chrome/ground/shading.ts'
import { useCellAnswer } from './use-cells.ts'
import { useFigures } from './use-areas.ts'
import { useField } from './use-field.ts'
import type { FieldQuestion } from './use-field.ts'

/** The two periods, in local days and as a filter. */
export interface Compared {
  comparison: Comparison
  chosen: Days
  other: Days
  /** The chosen filter with the other period's days. */
  filter: Filter
  /** The earlier period stands on the left. */
  isOtherLeft: boolean
}

/** Null while one period alone is shown. */
export function useCompared(city: City): Compared | null {
  const [address] = useAddress()
  const { comparison } = address
  const now = useNow(DAY_STEP_MS)
  const chosen = resolvePeriod(address.period, city, now)
  const other = comparison === null ? null : otherDays(comparison, chosen)
  const filter = other === null ? null : deriveFilter({ ...address, period: other }, city, now)
  return useKept(comparison === null || other === null || filter === null ? null : { comparison, chosen, other, filter, isOtherLeft: other.from <= chosen.from })
}

/** What is painted of the other period; null where it is not painted, or not here yet. */
export interface OtherPainted {
  field: Field | null
  figures: AreaFigures | null
  cells: Cells | null
  shading: Shading | null
  /** The filter that what is painted answers. */
  filter: Filter | null
  asking: boolean
  failure: Failure | null
}

interface Beside {
  compared: Compared | null
  question: FieldQuestion
  view: View | null
  /** What is painted of the period chosen: its limits are those of both. */
  field: Field | null
  figures: AreaFigures | null
  cells: Cells | null
  boundaries: readonly AreaBoundary[]
  ground: CellGround
  shade: Shade
}

export function useOther({ compared, question, view, field, figures, cells, boundaries, ground, shade }: Beside): OtherPainted {
  const mode = useAddressPart('mode')
  const filter = compared?.filter ?? null
  const asked = useMemo(() => (filter === null || mode !== 'field' ? null : { ...question, filter }), [question, filter, mode])
  const fields = useField(asked, view, true)
  const areas = useFigures(mode === 'areas' ? filter : null, true)
  const hexagons = useCellAnswer(mode === 'cells' ? filter : null, view, question.filter)
  const otherField = useMemo(() => shareLimits(fields?.field ?? null, field, ({ layer, bandwidthMeters }) => `${layer} ${bandwidthMeters}`), [fields?.field, field])
  const otherFigures = useMemo(() => shareLimits(areas.figures, figures, ({ layer, measure, level }) => `${layer} ${measure} ${level}`), [areas.figures, figures])
  const otherCells = useMemo(() => shareLimits(hexagons.cells, cells, ({ layer, measure, resolution }) => `${layer} ${measure} ${resolution}`), [hexagons.cells, cells])
  const shading = useMemo(() => {
    if (filter === null || mode === 'field') return null
    if (mode === 'areas') return otherFigures === null ? NOTHING_SHADED : shadeAreas(otherFigures, boundaries, shade)
    return otherCells === null ? NOTHING_SHADED : shadeCells(otherCells, ground, shade)
  }, [mode, filter, otherFigures, otherCells, boundaries, ground, shade])
  const nothing = { field: null, figures: null, cells: null, shading, filter: null, asking: false, failure: null }
  if (mode === 'areas') return { ...nothing, figures: otherFigures, filter: areas.filter, asking: areas.asking, failure: areas.failure }
  if (mode === 'cells') return { ...nothing, cells: otherCells, filter: hexagons.filter, asking: hexagons.asking, failure: hexagons.failure }
  return fields === null ? nothing : { ...nothing, field: otherField, filter: fields.filter, asking: fields.asking, failure: fields.failure }
}

const NOTHING_SHADED: Shading = { fills: [], hatched: [], beneath: [], gapPixels: 14, mesh: null }

/** The other's answer in the limits of the chosen one's; null while the two do not speak of the same thing. */
function shareLimits<T extends { limits: Field['limits'] }>(other: T | null, chosen: T | null, kindOf: (one: T) => string): T | null {
  return other === null || chosen === null || kindOf(other) !== kindOf(chosen) ? null : { ...other, limits: chosen.limits }
}
