/** Where the window stood last, as far as the displays of today allow. Nothing of Electron here. */
import { z } from 'zod'

/** In device-independent pixels, as Electron counts them: a display's scale is already in them. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}
export interface DisplayFacts {
  /** What is left of the display beside task bars. */
  workArea: Rectangle
  scaleFactor: number
}
export interface WindowPlace {
  bounds: Rectangle
  isMaximized: boolean
}

/** 1366 × 768 is the smallest screen the page is made for. */
const LEAST = { width: 1_024, height: 640 }
const USUAL = { width: 1_600, height: 1_000 }
/** Less of the title bar than this cannot be taken hold of. */
const GRIP = { width: 120, height: 40 }

const whole = z.number().int().min(-100_000).max(100_000)
const Saved = z.object({ bounds: z.object({ x: whole, y: whole, width: whole.positive(), height: whole.positive() }), isMaximized: z.boolean(), scaleFactor: z.number().positive().max(16) })

/** What is written down; the scale is that of the display the window stood on. */
export function describePlace(place: WindowPlace, displays: readonly DisplayFacts[]): string {
  const home = mostOverlapped(place.bounds, displays)
  return JSON.stringify({ ...place, scaleFactor: home?.scaleFactor ?? 1 })
}

/**
 * The place to open at. A file that cannot be read, or a place that no display shows any more, gives the usual size in the middle of the first display.
 * A place on a display whose scale has changed keeps its share of the screen; no window is larger than its display or has its title bar out of reach.
 */
export function restorePlace(saved: string | null, displays: readonly DisplayFacts[]): WindowPlace {
  const first = displays[0]?.workArea ?? { x: 0, y: 0, ...USUAL }
  const kept = read(saved)
  if (kept === null) return { bounds: centre(USUAL, first), isMaximized: false }
  const home = mostOverlapped(kept.bounds, displays)
  if (home === null) return { bounds: centre(kept.bounds, first), isMaximized: kept.isMaximized }
  const ratio = kept.scaleFactor / home.scaleFactor
  const size = { width: Math.round(kept.bounds.width * ratio), height: Math.round(kept.bounds.height * ratio) }
  return { bounds: clamp({ x: kept.bounds.x, y: kept.bounds.y, ...size }, home.workArea), isMaximized: kept.isMaximized }
}

function read(saved: string | null): z.infer<typeof Saved> | null {
  try {
    return Saved.parse(JSON.parse(saved ?? ''))
  } catch {
    return null
  }
}

function mostOverlapped(bounds: Rectangle, displays: readonly DisplayFacts[]): DisplayFacts | null {
  let best: DisplayFacts | null = null
  let most = 0
  for (const display of displays) {
    const { width, height } = overlap(bounds, display.workArea)
    if (width >= GRIP.width && height >= GRIP.height && width * height > most) {
      best = display
      most = width * height
    }
  }
  return best
}

function overlap(one: Rectangle, other: Rectangle): { width: number; height: number } {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return { width: Math.max(0, width), height: Math.max(0, height) }
}

function fit(size: { width: number; height: number }, area: Rectangle): { width: number; height: number } {
  return { width: Math.min(Math.max(size.width, LEAST.width), area.width), height: Math.min(Math.max(size.height, LEAST.height), area.height) }
}

function centre(size: { width: number; height: number }, area: Rectangle): Rectangle {
  const { width, height } = fit(size, area)
  return { x: area.x + Math.round((area.width - width) / 2), y: area.y + Math.round((area.height - height) / 2), width, height }
}

function clamp(bounds: Rectangle, area: Rectangle): Rectangle {
  const { width, height } = fit(bounds, area)
  return { x: Math.min(Math.max(bounds.x, area.x), area.x + area.width - width), y: Math.min(Math.max(bounds.y, area.y), area.y + area.height - height), width, height }
}
