/** Ground geometry of Web-Mercator cells: true metres per row on the WGS-84 ellipsoid, and the world-aligned grid of a view. */

/** Integer Web-Mercator positions of the columns count cells of this level. */
export const WORLD_LEVEL = 26
const AXIS_METERS = 6_378_137
const ECCENTRICITY_SQUARED = 0.006_694_379_990_14

/** A world-aligned block of cells: columns x0…x0+width−1 and rows y0…y0+height−1 of the 2^level grid, row 0 in the north. */
export interface Grid {
  level: number
  x0: number
  y0: number
  width: number
  height: number
}

/** Smallest and largest positions on the 2^26 grid; minX above maxX where there are none. */
export interface Bounds {
  minX: number
  minY: number
  maxX: number
  maxY: number
}

export interface ViewBounds {
  west: number
  south: number
  east: number
  north: number
  zoom: number
}

/** Largest grid a view is given, before the margin. */
export const MAX_WIDTH = 1_100
export const MAX_HEIGHT = 700
/** Share of the view's width and height added on each side, so that small pans ask nothing. */
export const MARGIN = 0.125

/** Fraction of the world's width, 0 in the west. */
export function worldX(lng: number): number {
  return (lng + 180) / 360
}

/** Fraction of the Web-Mercator world's height, 0 in the north. */
export function worldY(lat: number): number {
  const sin = Math.sin((Math.min(85.05, Math.max(-85.05, lat)) * Math.PI) / 180)
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)
}

export function lngOf(x: number): number {
  return x * 360 - 180
}

export function latOf(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI
}

/** Metres that one world width would have at this height of the map, eastward and northward (the ellipsoid's two radii differ by up to 0.7 %). */
export function metersPerWorld(y: number): { east: number; north: number } {
  const lat = Math.atan(Math.sinh(Math.PI * (1 - 2 * y)))
  const w = 1 - ECCENTRICITY_SQUARED * Math.sin(lat) ** 2
  const eastRadius = AXIS_METERS / Math.sqrt(w)
  const northRadius = (AXIS_METERS * (1 - ECCENTRICITY_SQUARED)) / w ** 1.5
  const scale = 2 * Math.PI * Math.cos(lat)
  return { east: eastRadius * scale, north: northRadius * scale }
}

/** True area of one cell of a row, km². */
export function cellAreaKm2(level: number, row: number): number {
  const meters = metersPerWorld((row + 0.5) / 2 ** level)
  return (meters.east * meters.north) / 4 ** level / 1e6
}

/**
 * The grid a view is answered with. The level follows the zoom (cells of two to four pixels) and falls until the view fits
 * MAX_WIDTH × MAX_HEIGHT; it depends on the view's size, never on its place, so that panning keeps every cell.
 */
export function gridOfView(view: ViewBounds): Grid {
  const [left, right] = [worldX(view.west), worldX(view.east)]
  const [top, bottom] = [worldY(view.north), worldY(view.south)]
  let level = Math.min(WORLD_LEVEL, Math.max(0, Math.floor(view.zoom + 1e-9) + 8))
  // The slack of a ten-thousandth keeps rounding of the bounds from flipping the level between two pans.
  const tooLarge = (): boolean => (right - left) * 2 ** level > MAX_WIDTH * 1.0001 || (bottom - top) * 2 ** level > MAX_HEIGHT * 1.0001
  while (level > 0 && tooLarge()) level -= 1
  const cells = 2 ** level
  const [marginX, marginY] = [(right - left) * MARGIN, (bottom - top) * MARGIN]
  const x0 = Math.max(0, Math.floor((left - marginX) * cells))
  const y0 = Math.max(0, Math.floor((top - marginY) * cells))
  const x1 = Math.min(cells, Math.ceil((right + marginX) * cells))
  const y1 = Math.min(cells, Math.ceil((bottom + marginY) * cells))
  return { level, x0, y0, width: Math.max(1, x1 - x0), height: Math.max(1, y1 - y0) }
}
