/** Puts a file of area outlines into the data folder, for a console whose central gives none: checked against the areas its caches know. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkFile, type KnownArea } from '../outlines/check-file.ts'
import { OutlinesRefused } from '../outlines/finding.ts'
import { OUTLINES_FOLDER, writeHeld } from '../outlines/held-file.ts'
import { readOutlineOptions } from '../outlines/options.ts'
import { describeFile, writeFindings } from '../outlines/report.ts'
import { CACHE_FILE } from '../store/cache.ts'
import { openReadable } from '../store/open.ts'
import { knownAreas } from '../store/queries/known-areas.ts'

interface Talk {
  print(line: string): void
  confirm(question: string): Promise<boolean>
}

/** Exit code: 0 done, 1 declined, 2 the file or the command is refused. */
export async function holdOutlines(dataFolder: string, argv: string[], { print, confirm }: Talk): Promise<0 | 1 | 2> {
  try {
    const options = readOutlineOptions(argv)
    const { city, areas } = findCity(dataFolder, options.city)
    const checked = await checkFile(options.file, options, areas)
    for (const line of describeFile(checked)) print(line)
    const list = await writeFindings(options.report ?? `${options.file}.findings.csv`, checked.findings)
    if (list !== null) print(`Every finding is listed in ${list}`)
    if (checked.errors > 0) throw new OutlinesRefused('nothing is written while one feature has an error')
    if (checked.outlines.length === 0) throw new OutlinesRefused('the file holds no outline')
    if (options.dryRun) {
      print('Dry run: nothing is written.')
      return 0
    }
    if (!options.yes && !(await confirm(`${checked.outlines.length} outlines of level ${options.level} for ${city}. Write them?`))) {
      print('Not written.')
      return 1
    }
    print(`Written to ${writeHeld(join(dataFolder, OUTLINES_FOLDER), city, checked, options)}`)
    print('The console uses it from its next start on, where its central gives no outlines of this level; the data quality page lists it.')
    return 0
  } catch (error) {
    if (!(error instanceof OutlinesRefused)) throw error
    print(`Not imported: ${error.message}`)
    return 2
  }
}

/** The city's areas as the caches of this folder know them: of several, those of the cache with the most. */
function findCity(dataFolder: string, word: string): { city: string; areas: KnownArea[] } {
  const cities = cachesIn(join(dataFolder, 'profiles')).flatMap((path) => {
    const db = openReadable(path)
    try {
      return knownAreas(db)
    } finally {
      db.close()
    }
  })
  const found = cities.filter(({ id, name }) => id === word || name === word).toSorted((a, b) => b.areas.length - a.areas.length)[0]
  if (found === undefined) {
    const others = [...new Set(cities.map(({ id, name }) => `${id} ${name}`))].join(', ')
    throw new OutlinesRefused(`no cache in ${dataFolder} knows a city ${JSON.stringify(word)}${others === '' ? '' : ` (but ${others})`}: sign in and let the console synchronise first, so that the codes of its areas are known`)
  }
  return { city: found.id, areas: found.areas }
}

function cachesIn(profiles: string): string[] {
  try {
    return readdirSync(profiles, { withFileTypes: true }).filter((entry) => entry.isDirectory() && readdirSync(join(profiles, entry.name)).includes(CACHE_FILE)).map(({ name }) => join(profiles, name, CACHE_FILE))
  } catch {
    return []
  }
}
