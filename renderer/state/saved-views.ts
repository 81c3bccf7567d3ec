/** Views of the case list a person has given a name: their part of the address, kept on this PC for each account. */
import { useSyncExternalStore } from 'react'
import { DEFAULT_ADDRESS, formatAddress, parseAddress } from './address.ts'
import type { Address } from './address.ts'

export interface SavedView { name: string; hash: string }
export const MOST_SAVED_VIEWS = 30
export const LONGEST_VIEW_NAME = 40

const NONE: readonly SavedView[] = []
const listeners = new Set<() => void>()
const read = new Map<string, readonly SavedView[]>()

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

function viewsOf(key: string): readonly SavedView[] {
  const known = read.get(key)
  if (known !== undefined) return known
  let views = NONE
  try {
    views = parseViews(localStorage.getItem(key))
  } catch {
    // Without storage there is nothing saved.
  }
  read.set(key, views)
  return views
}

function keep(key: string, views: readonly SavedView[]): void {
  read.set(key, views)
  try {
    localStorage.setItem(key, JSON.stringify(views))
  } catch {
    // A profile without storage keeps them until the page closes.
  }
  for (const changed of listeners) changed()
}

/** `account` names central and user. A name given again takes the place of the one before. */
export function useSavedViews(account: string): { views: readonly SavedView[]; save: (view: SavedView) => void; remove: (name: string) => void } {
  const key = `desk.views ${account}`
  const views = useSyncExternalStore((changed) => {
    listeners.add(changed)
    return () => void listeners.delete(changed)
  }, () => viewsOf(key))
  return {
    views,
    save: (view) => keep(key, [...viewsOf(key).filter(({ name }) => name !== view.name), view].slice(-MOST_SAVED_VIEWS)),
    remove: (name) => keep(key, viewsOf(key).filter((view) => view.name !== name)),
  }
}
