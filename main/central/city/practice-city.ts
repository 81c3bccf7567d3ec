/** The practice city of Ningbo: everything a drill needs, the same for the same options, marked simulated wherever it is. */
import type { CityRow } from '../log.ts'
import { listAreas } from './areas.ts'
import { plantPlaces } from './bottlenecks.ts'
import type { Place, PlantedPlace } from './bottlenecks.ts'
import { listReports, prepareReporting } from './cases.ts'
import type { Reporting } from './cases.ts'
import { listChoices } from './choices.ts'
import { listClasses } from './classes.ts'
import { findCentres } from './demand.ts'
import type { Centre } from './demand.ts'
import { openGround } from './ground.ts'
import type { Ground } from './ground.ts'
import { listHandovers } from './handovers.ts'
import { listIndicators } from './indicators.ts'
import { referenceRow } from './practice-row.ts'
import type { PracticeOptions, TypedRow } from './practice-row.ts'
import { findPosts, listShifts } from './shifts.ts'
import type { Post } from './shifts.ts'
import { listSites } from './sites.ts'
import { listTeams } from './teams.ts'
import { listWorkers } from './workers.ts'
import { practiceCityTime } from './working-time.ts'

export { PRACTICE_CITY } from './practice-row.ts'
export type { PracticeOptions } from './practice-row.ts'

export interface Plan { ground: Ground; centres: Centre[]; places: Place[]; posts: Post[]; reporting: Reporting }

/** What the rows are made from; cheap next to the rows. */
export function planCity(options: PracticeOptions): Plan {
  const ground = openGround()
  const centres = findCentres(ground, options.seed)
  const places = plantPlaces(ground, centres, options)
  return { ground, centres, places, posts: findPosts(ground, centres, places, options.seed), reporting: prepareReporting(ground, centres, places, practiceCityTime(options.now)) }
}

/** All rows, one after the other: never more than an hour's reports are held at once. */
export function practiceCity(options: PracticeOptions): Iterable<CityRow> {
  return listRows(options)
}

function* listRows(options: PracticeOptions): Iterable<TypedRow> {
  const { ground, centres, places, posts, reporting } = planCity(options)
  yield* listAreas(options.seed, options.now)
  yield* listClasses()
  yield* listChoices()
  yield* listIndicators()
  yield* listWorkers(options.now)
  yield* listTeams()
  yield* listSites(ground, centres, options.seed, options.now)
  for (const { street, row } of places) yield referenceRow('bottleneck', street.id, row)
  yield* listShifts(posts, options)
  yield* listHandovers(places, options)
  yield* listReports(reporting, options)
}

/** What was planted in the bottlenecks of this city, for tests of whatever claims to find it. */
export function plantedTruth(options: PracticeOptions): PlantedPlace[] {
  return planCity(options).places.map(({ truth }) => truth)
}
