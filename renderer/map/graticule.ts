/** Meridians and parallels in round steps: the honest ground where no base map is held. */
import type { View } from '../../preload/contract/model.ts'

const STEPS = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]

/** Segments (lng, lat, lng, lat) over a somewhat larger ground than the view; about six to fifteen lines across. */
export function graticuleLines(view: View): Float64Array {
  const span = Math.max(view.east - view.west, 1e-6)
  const step = STEPS.find((candidate) => span / candidate >= 6) ?? 0.001
  const [west, east] = [Math.max(-180, view.west - span), Math.min(180, view.east + span)]
  const height = view.north - view.south
  const [south, north] = [Math.max(-85, view.south - height), Math.min(85, view.north + height)]
  const out: number[] = []
  for (let n = Math.ceil(west / step); n * step <= east; n++) out.push(n * step, south, n * step, north)
  for (let n = Math.ceil(south / step); n * step <= north; n++) out.push(west, n * step, east, n * step)
  return Float64Array.from(out)
}
