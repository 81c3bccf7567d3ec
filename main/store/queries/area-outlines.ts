/** The outlines by which a row can be judged: its area's own, else that of the nearest area above it. */
import type { AreaLevel } from '../../../preload/contract/model.ts'
import { latOf, lngOf, WORLD_LEVEL } from '../../field/ground.ts'
import { isInOutline, type Outline, prepareOutline } from '../../field/outlines.ts'
import { isAtHome } from '../../field/strays.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { boundariesOf } from './boundaries.ts'

export interface AreaOutlines {
  outlines: Outline[]
  /** Area ids in the order of the outlines, the smallest levels first. */
  owners: string[]
  levels: AreaLevel[]
  isSimulated: boolean[]
  simulated: number
  /** Index of the outline that judges an area; areas without any are left out. */
  outlineOf: ReadonlyMap<string, number>
  districtOf: ReadonlyMap<string, string>
  /** Whether a position lies outside the city; null where nobody can say. */
  isOutside: ((x: number, y: number) => boolean) | null
}

type AreaRow = [id: string, level: AreaLevel, parent: string | null]
const SMALLEST_FIRST: AreaLevel[] = ['community', 'street', 'zone', 'district', 'city']
const DEEPEST = 8

export function readOutlines(context: ReaderContext): AreaOutlines {
  const { db } = context
  const rows = db.prepare('SELECT id, level, parent FROM area ORDER BY id').raw().all() as AreaRow[]
  const known = new Map(rows.map((row) => [row[0], row]))
  const drawn = boundariesOf(context).sort((a, b) => SMALLEST_FIRST.indexOf(a.level) - SMALLEST_FIRST.indexOf(b.level))
  const outlines = drawn.map(({ polygons }) => prepareOutline(polygons))
  const own = new Map(drawn.map(({ id }, n) => [id, n]))
  const [outlineOf, districtOf] = [new Map<string, number>(), new Map<string, string>()]
  for (const [id] of rows) {
    for (const above of ancestors(id, known)) {
      if (own.has(above[0]) && !outlineOf.has(id)) outlineOf.set(id, own.get(above[0])!)
      if (above[1] === 'district') districtOf.set(id, above[0])
    }
  }
  const whole = (level: AreaLevel): Outline[] => outlines.filter((_, n) => drawn[n]!.level === level)
  const city = whole('city').length > 0 ? whole('city') : whole('district')
  return {
    outlines, owners: drawn.map(({ id }) => id), levels: drawn.map(({ level }) => level), isSimulated: drawn.map(({ simulated }) => simulated), simulated: drawn.filter(({ simulated }) => simulated).length, outlineOf, districtOf,
    isOutside: city.length > 0 ? (x, y) => !city.some((outline) => isAtHome(outline, x, y)) : outsideBounds(db),
  }
}

/** The area and what it lies in, from below; a ring of parents ends too. */
function ancestors(id: string, known: ReadonlyMap<string, AreaRow>): AreaRow[] {
  const found: AreaRow[] = []
  for (let row = known.get(id); row !== undefined && found.length < DEEPEST; row = row[2] === null ? undefined : known.get(row[2])) found.push(row)
  return found
}

function outsideBounds(db: ReadableDatabase): AreaOutlines['isOutside'] {
  const text = db.prepare("SELECT body -> '$.bounds' FROM area WHERE level = 'city' ORDER BY id").pluck().get() as string | null | undefined
  if (text == null) return null
  const [west, south, east, north] = JSON.parse(text) as [number, number, number, number]
  const world = 2 ** WORLD_LEVEL
  // A cell of the grid is up to 0.6 m: what lies on the bounds is not outside them.
  const slack = 1e-5
  return (x, y) => {
    const [lng, lat] = [lngOf(x / world), latOf(y / world)]
    return lng < west - slack || lng > east + slack || lat < south - slack || lat > north + slack
  }
}

/** The smallest area a position lies in. */
export function areaAt({ outlines, owners }: AreaOutlines, x: number, y: number): string | null {
  const n = outlines.findIndex((outline) => isInOutline(outline, x, y))
  return n < 0 ? null : owners[n]!
}
