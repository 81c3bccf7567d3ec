/** The hexagon one has gone to from the list: outlined on the map while it is among those painted. */
import { useCallback, useMemo, useState } from 'react'
import type { Cells, Resolution } from '../../preload/contract/cells.ts'
import type { Polygon } from '../chrome/ground/base-map.ts'
import { middleOfCell, polygonOfCell } from '../chrome/ground/cell-figures.ts'
import { getSurface } from './surface.ts'

/** So close that one sees where it is, and never so close that finer cells take its place. */
const ZOOM_TO: Record<Resolution, number> = { 8: 10.9, 9: 12.9, 10: 14.5 }

export function useChosenCell(cells: Cells | null): { polygon: Polygon | null; goTo: (cell: number) => void } {
  const [id, setId] = useState<string | null>(null)
  const polygon = useMemo(() => {
    const cell = cells === null || id === null ? -1 : cells.ids.indexOf(id)
    return cells === null || cell < 0 ? null : polygonOfCell(cells, cell)
  }, [cells, id])
  const goTo = useCallback((cell: number) => {
    if (cells === null) return
    const [lng, lat] = middleOfCell(cells, cell)
    setId(cells.ids[cell] ?? null)
    const zoom = Math.max(getSurface().camera()?.zoom ?? 0, ZOOM_TO[cells.resolution])
    getSurface().setCamera({ lng, lat, zoom }, true)
  }, [cells])
  return { polygon, goTo }
}
