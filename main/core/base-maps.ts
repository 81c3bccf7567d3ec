/** The base maps as the bridge asks for them: the library's list, the choice among the settings, and the host's power to ask for a file. */
import type { BaseMaps, BaseMapTile, ChosenBaseMap } from '../../preload/contract/base-map.ts'
import { Refused } from '../basemap/refused.ts'
import { openLibrary, type Library } from '../basemap/library.ts'
import type { Host } from './host.ts'
import { Refusal } from './refusal.ts'
import type { SettingsKeeper } from './settings.ts'

export interface BaseMapKeeper {
  list(): BaseMaps
  chosen(): ChosenBaseMap
  /** Null: the one shipped with the product. Throws Refusal where the file is not sound. */
  choose(id: string | null): BaseMaps
  /** Asks the operator for a file, where the host can. */
  ask(): Promise<BaseMaps>
  /** Brings in a file named at the start and chooses it once it is sound. */
  adopt(path: string): void
  check(id: string): BaseMaps
  cancel(id: string): BaseMaps
  remove(id: string): Promise<BaseMaps>
  tile(input: { id: string; z: number; x: number; y: number }): Promise<BaseMapTile>
  close(): Promise<void>
}

export function createBaseMaps(folder: string, settings: SettingsKeeper, host: Host, announce: () => void): BaseMapKeeper {
  let adopted: string | null = null
  const library: Library = openLibrary(folder, {
    now: Date.now,
    changed() {
      chooseAdopted()
      announce()
    },
  })
  const list = (): BaseMaps => ({ folder, canAsk: host.askForBaseMap !== undefined, chosen: settings.get().baseMap, files: library.list() })
  const stateOf = (id: string): ChosenBaseMap => {
    const file = library.list().find((one) => one.id === id)
    if (file?.state.is === 'sound') return { is: 'file', id, name: file.name, facts: file.state.facts }
    return { is: 'unusable', id, name: file?.name ?? null, state: file?.state ?? null }
  }
  function chooseAdopted(): void {
    if (adopted === null || stateOf(adopted).is !== 'file') return
    settings.set({ baseMap: adopted })
    adopted = null
  }
  let asking: Promise<void> | null = null

  return {
    list,
    chosen() {
      const id = settings.get().baseMap
      return id === null ? { is: 'shipped' } : stateOf(id)
    },
    choose(id) {
      if (id !== null && stateOf(id).is !== 'file') throw new Refusal('refused', 'only a base map that was checked and found sound can be chosen')
      settings.set({ baseMap: id })
      announce()
      return list()
    },
    async ask() {
      if (host.askForBaseMap === undefined) throw new Refusal('refused', 'this host cannot ask for a file')
      // One dialog, however often it is asked for.
      asking ??= host.askForBaseMap().then((path) => void (path === null || guarded(() => library.add(path)))).finally(() => (asking = null))
      await asking
      return list()
    },
    adopt(path) {
      adopted = guarded(() => library.add(path))
      chooseAdopted()
    },
    check(id) {
      guarded(() => library.check(id))
      return list()
    },
    cancel(id) {
      guarded(() => library.cancel(id))
      return list()
    },
    async remove(id) {
      await library.remove(id).catch(refuse)
      if (settings.get().baseMap === id) settings.set({ baseMap: null })
      announce()
      return list()
    },
    tile: ({ id, z, x, y }) => library.tile(id, z, x, y).catch(refuse),
    close: () => library.close(),
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    return refuse(error)
  }
}

function refuse(error: unknown): never {
  if (error instanceof Refused) throw new Refusal('refused', `${error.fault}: ${error.message}`, { cause: error })
  if (error instanceof Error && 'code' in error) throw new Refusal('storage', error.message, { cause: error })
  throw error
}
