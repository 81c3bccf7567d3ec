/** Views of the case list a person has given a name: their part of the address, kept on this PC for each account. */
import { DEFAULT_ADDRESS, formatAddress, parseAddress } from './address.ts'
import type { Address } from './address.ts'
import { keptHere, useKeptHere } from './kept-here.ts'
import type { KeptHere } from './kept-here.ts'

export interface SavedView { name: string; hash: string }
export const MOST_SAVED_VIEWS = 30
export const LONGEST_VIEW_NAME = 40

const NONE: readonly SavedView[] = []

/** What makes a view: never which case is open, or where the map looks. */
export function partOf({ view, mine, order, find, area, drawn, period, classes, statuses, weekdays, hours }: Address): Partial<Address> {
  return { view, mine, order, find, area, drawn, period, classes, statuses, weekdays, hours }
}

export const hashOfView = (address: Address): string => formatAddress({ ...DEFAULT_ADDRESS, ...partOf(address), section: 'desk' })
export const viewOfHash = (hash: string): Partial<Address> => partOf(parseAddress(hash))

/** Whatever cannot be read is left out. */
export function parseViews(text: string | null): readonly SavedView[] {
  try {
    const all: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(all)) return NONE
    return all.flatMap((one: unknown) => {
      const { name, hash } = (one ?? {}) as { name?: unknown; hash?: unknown }
      return typeof name === 'string' && name !== '' && typeof hash === 'string' ? [{ name: name.slice(0, LONGEST_VIEW_NAME), hash }] : []
    }).slice(0, MOST_SAVED_VIEWS)
  } catch {
    return NONE
  }
}

const known = new Map<string, KeptHere<readonly SavedView[]>>()
function viewsOf(account: string): KeptHere<readonly SavedView[]> {
  const kept = known.get(account) ?? keptHere(`desk.views ${account}`, parseViews)
  known.set(account, kept)
  return kept
}

/** `account` names central and user. A name given again takes the place of the one before. */
export function useSavedViews(account: string): { views: readonly SavedView[]; save: (view: SavedView) => void; remove: (name: string) => void } {
  const kept = viewsOf(account)
  return {
    views: useKeptHere(kept),
    save: (view) => kept.put([...kept.get().filter(({ name }) => name !== view.name), view].slice(-MOST_SAVED_VIEWS)),
    remove: (name) => kept.put(kept.get().filter((view) => view.name !== name)),
  }
}
