/** The areas one may ask about, in the order of a tree: city, districts (and zones beside them), streets below each. */
import type { Area } from '../../preload/contract/model.ts'

export interface AreaBranch {
  area: Area
  depth: number
  /** Names from the city down to this area, both languages, for searching. */
  words: string
}

/** Communities are left out: a filter goes down to the street. Areas whose parent is unknown hang at the top. */
export function listAreas(areas: readonly Area[]): AreaBranch[] {
  const asked = areas.filter((area) => area.level !== 'community')
  const known = new Map(asked.map((area) => [area.id, area]))
  const below = new Map<string | null, Area[]>()
  for (const area of asked) {
    const parent = area.parent !== null && area.parent !== area.id && known.has(area.parent) ? area.parent : null
    below.set(parent, [...(below.get(parent) ?? []), area])
  }
  const branches: AreaBranch[] = []
  const seen = new Set<string>()
  const walk = (parent: string | null, depth: number, words: string): void => {
    for (const area of (below.get(parent) ?? []).sort(byOfficialOrder)) {
      if (seen.has(area.id)) continue
      seen.add(area.id)
      const own = `${words} ${area.name} ${area.nameEn ?? ''}`
      branches.push({ area, depth, words: own.toLocaleLowerCase() })
      walk(area.id, depth + 1, area.level === 'city' ? words : own)
    }
  }
  walk(null, 0, '')
  return branches
}

/** Codes order the districts as people know them; zones, which have none, come last. */
function byOfficialOrder(a: Area, b: Area): number {
  if ((a.level === 'zone') !== (b.level === 'zone')) return a.level === 'zone' ? 1 : -1
  return a.id < b.id ? -1 : 1
}

/** Every word typed must occur in the names on the way to the area. */
export function matchAreas(branches: readonly AreaBranch[], typed: string): AreaBranch[] {
  const words = typed.toLocaleLowerCase().split(/[\s/·]+/).filter((word) => word !== '')
  return branches.filter((branch) => words.every((word) => branch.words.includes(word)))
}
