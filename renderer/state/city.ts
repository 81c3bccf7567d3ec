/** The city in view, asked once for the whole page. */
import { createContext, createElement, useContext } from 'react'
import type { ReactNode } from 'react'
import type { City } from '../../preload/contract/model.ts'
import { useLive } from './live.ts'
import type { Live } from './live.ts'

const CityContext = createContext<Live<City | null>>({ state: 'asking' })

export function CityProvider({ children }: { children: ReactNode }): ReactNode {
  return createElement(CityContext, { value: useLive('city.get', null, ['session', 'sync', 'cases', 'field', 'places'], keepParts) }, children)
}

/** The city as a live answer; null inside when nothing has been synced yet. */
export function useLiveCity(): Live<City | null> {
  return useContext(CityContext)
}

/** The city of a screen that is only mounted once it is here. Its `areas` and `classes` keep their identity while equal. */
export function useCity(): City {
  const live = useContext(CityContext)
  const city = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : null
  if (!city) throw new Error('a screen that needs the city was mounted before the city was here')
  return city
}

/** Thousands of areas seldom change: equal lists keep the old array, so that whatever is derived from them stays. */
function keepParts(before: City | null, now: City | null): City | null {
  if (before === null || now === null || before.id !== now.id) return now
  return { ...now, areas: keep(before.areas, now.areas), classes: keep(before.classes, now.classes), bounds: keep(before.bounds, now.bounds) }
}

function keep<T>(before: T, now: T): T {
  return before === now || JSON.stringify(before) === JSON.stringify(now) ? before : now
}
