/** What an import knows of its city while it reads: the areas and classes met so far, with ids that outlive the run. */
import { ImportRefused } from './refusal.ts'
import { nameKey, Naming, slug } from './names.ts'
import type { ExistingCity } from './existing-city.ts'

export const UNSPECIFIED = 'unspecified'
/** More than this is a column of something else, and every area would become an office with an account. */
const MAX_AREAS = 2_000
const MAX_CLASSES = 5_000

export interface NamedArea { id: string; name: string }
export interface NamedClass { id: string; name: string; group: string }

export function cityIdOf(name: string): string {
  const id = slug(name)
  if (id === '') throw new ImportRefused(`no id can be made of the city name ${JSON.stringify(name)}: it holds no letter and no digit`)
  return id
}

export class CityNames {
  readonly city: string
  readonly areas = new Map<string, NamedArea>()
  readonly classes = new Map<string, NamedClass>()
  readonly #areaNaming: Naming
  readonly #classNaming: Naming

  constructor(city: string, existing: ExistingCity | null) {
    this.city = city
    this.#areaNaming = new Naming(`${city}/`, [UNSPECIFIED], existing?.areas ?? [])
    this.#classNaming = new Naming(`${city}/`, [UNSPECIFIED], existing?.classes ?? [])
  }

  /** The id for an area's name; an empty name is the area 未注明. */
  areaId(name: string): string {
    const id = nameKey(name) === '' ? `${this.city}/${UNSPECIFIED}` : this.#areaNaming.idOf(name)
    if (!this.areas.has(id)) this.areas.set(id, { id, name: name.trim() })
    if (this.areas.size > MAX_AREAS) throw new ImportRefused(`more than ${MAX_AREAS} areas: is this the right column? Name another with --area-column`)
    return id
  }

  /** The id for a class's name; the group seen first with it stays. */
  classId(name: string, group: string): string {
    const id = nameKey(name) === '' ? `${this.city}/${UNSPECIFIED}` : this.#classNaming.idOf(name)
    if (!this.classes.has(id)) this.classes.set(id, { id, name: name.trim(), group: group.trim() })
    if (this.classes.size > MAX_CLASSES) throw new ImportRefused(`more than ${MAX_CLASSES} classes: is this the right column? Name another with --map class=…`)
    return id
  }
}
