/** Everything the picture needs apart from the field, each part with a stable identity so that only changes cost. */
import { useTheme } from '@mui/material/styles'
import { useMemo } from 'react'
import type { Drawn } from '../../preload/contract/drawn.ts'
import type { AreaBoundary, City, Field, View } from '../../preload/contract/model.ts'
import { useKept } from '../state/kept.ts'
import type { BaseMap, Polygon } from '../chrome/ground/base-map.ts'
import { borderLines, borderWindow } from './border-lines.ts'
import { graticuleLines } from './graticule.ts'
import { hatchLines } from '../chrome/ground/hatch.ts'
import { metersPerPixel } from '../chrome/ground/scale.ts'
import { areaLabels, neighbourLabels, placeLabels, tileLabels } from './labels.ts'
import type { Label } from './labels.ts'
import type { Mark } from './marks.ts'
import type { Fill, Shading } from '../chrome/ground/shading.ts'
import type { TilePicture } from './tile-store.ts'
import type { Drawing, DrawnHalf } from './use-picture.ts'
import type { Settled } from './use-surface.ts'

const NO_LINES = new Float64Array(0)
const NO_POLYGONS: Polygon[] = []
const NO_FILLS: Fill[] = []
const NO_MARKS: Mark[] = []
/** Street cells show from here on; before, they would be a mesh without meaning. */
export const STREETS_FROM_ZOOM = 10.5
/** Shorter edges would be more line than colour. */
const MESH_FROM_PIXELS = 9

interface Ground {
  city: City
  base: BaseMap | 'none' | null
  tiles: TilePicture
  districts: readonly AreaBoundary[]
  streets: readonly AreaBoundary[]
  reach: Mark[]
  picked: Mark | null
  settled: Settled | null
  outlined: string | null
  /** A ground drawn by hand, outlined as well. */
  drawn: Drawn | null
  /** A hexagon one has gone to. */
  chosen: Polygon | null
}

/** What both halves of a comparison share. */
export function useDrawing({ base, tiles, districts, streets, reach, picked, settled, outlined, drawn, chosen }: Ground): Drawing {
  const { palette, typography } = useTheme()
  const isClose = settled !== null && settled.camera.zoom >= STREETS_FROM_ZOOM
  const view = settled?.view ?? null
  const ground = base === null || base === 'none' ? null : base
  const districtBorders = useMemo(() => (districts.length > 0 ? districts.flatMap(polygonsOf) : (ground?.districts ?? NO_POLYGONS)), [districts, ground])
  const streetBorders = useMemo(() => streets.flatMap(polygonsOf), [streets])
  const districtLines = useBorderLines(districtBorders, view)
  const streetLines = useBorderLines(isClose ? streetBorders : NO_POLYGONS, view)
  const outline = useMemo(() => [...[...districts, ...streets].filter(({ id }) => id === outlined).flatMap(polygonsOf), ...(drawn === null ? [] : [polygonOf(drawn)]), ...(chosen === null ? [] : [chosen])], [districts, streets, outlined, drawn, chosen])
  const graticule = useMemo(() => (ground !== null || view === null ? NO_LINES : graticuleLines(view)), [ground, view])
  const font = String(typography.fontFamily)
  return useMemo(
    () => ({
      shade: palette.mode, font, base: ground, tiles: tiles.tiles, graticule, districtLines, streetLines, outline, reach, picked,
    }),
    [palette.mode, font, ground, tiles.tiles, graticule, districtLines, streetLines, outline, reach, picked],
  )
}

/** The same segments until the view leaves their window. */
function useBorderLines(polygons: readonly Polygon[], view: View | null): Float64Array {
  const window = useKept(view === null ? null : borderWindow(view))
  return useMemo(() => (window === null ? NO_LINES : borderLines(polygons, window)), [polygons, window])
}

interface Painted {
  /** Null where it is not painted, or not here yet. */
  field: Field | null
  /** Null while the field is painted. */
  shading: Shading | null
  unknown: ReadonlySet<string>
  districts: readonly AreaBoundary[]
  marks: Mark[] | null
  settled: Settled | null
}

/** What is painted of one period. */
export function useHalf({ field, shading, unknown, districts, marks, settled }: Painted): DrawnHalf {
  const step = settled === null ? null : Math.round(settled.camera.zoom)
  const hatched = useMemo(() => shading?.hatched ?? districts.filter(({ id }) => unknown.has(id)).flatMap(polygonsOf), [shading, districts, unknown])
  const gap = shading?.gapPixels
  const hatch = useMemo(() => (step === null || hatched.length === 0 ? NO_LINES : hatchLines(hatched, step, gap)), [hatched, step, gap])
  const unfilled = shading?.beneath ?? NO_POLYGONS
  const beneath = useMemo(() => (step === null || unfilled.length === 0 ? NO_LINES : hatchLines(unfilled, step)), [unfilled, step])
  const mesh = useMemo(() => (shading?.mesh != null && settled !== null && shading.mesh.edgeMeters >= MESH_FROM_PIXELS * metersPerPixel(settled.camera.lat, settled.camera.zoom) ? shading.mesh.polygons : NO_POLYGONS), [shading, settled])
  const fills = shading?.fills ?? NO_FILLS
  const clusters = useMemo(() => (marks ?? NO_MARKS).filter(({ count }) => count > 1), [marks])
  return useMemo(() => ({ field, fills, mesh, beneath, hatch, marks: marks ?? NO_MARKS, clusters }), [field, fills, mesh, beneath, hatch, marks, clusters])
}

/** Names for the zoom in half steps, rounded down: a slow zoom does not reshuffle them all the time, and room is never less than was counted with. */
export function useLabels(city: City, base: BaseMap | 'none' | null, names: TilePicture['names'], english: boolean, settled: Settled | null): Label[] {
  const zoom = settled === null ? null : Math.floor(settled.camera.zoom * 2) / 2
  const all = useMemo(
    // Neighbours are known by Latin names only: nothing for a Chinese reader.
    () => [...areaLabels(city.areas, english), ...(base === null || base === 'none' || !english ? [] : neighbourLabels(base.neighbours)), ...tileLabels(names)],
    [city.areas, base, names, english],
  )
  return useMemo(() => (zoom === null ? [] : placeLabels(all, zoom)), [all, zoom])
}

/** Closed, as the outlines of areas are. */
export function polygonOf(drawn: Drawn): Polygon {
  return [[...drawn, drawn[0]!]]
}

function polygonsOf(boundary: AreaBoundary): Polygon[] {
  return boundary.polygons
}
