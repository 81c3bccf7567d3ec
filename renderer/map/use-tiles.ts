/** The chosen base map as the map draws it: its tiles for the settled view, their names, and what to say about it. */
import { useTheme } from '@mui/material/styles'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ChosenBaseMap } from '../../preload/contract/base-map.ts'
import { getBridge } from '../bridge.ts'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { openPainter } from './tile-painter.ts'
import { openTileStore, type TilePicture, type TileStore, type TileView } from './tile-store.ts'
import { sideOf, tilesFor } from './tiles.ts'
import type { Settled } from './use-surface.ts'

/** Tiles that came within this time are shown by one frame. */
const GATHER_MS = 80

let only: TileStore | undefined
function getTiles(): TileStore {
  only ??= openTileStore({
    async ask(tile) {
      const answer = await getBridge().call('basemap.tile', tile)
      if (!answer.ok) throw new Error(answer.failure.detail)
      return answer.value
    },
    painter: openPainter(),
    later: (work) => void setTimeout(work, GATHER_MS),
  })
  return only
}

export interface TilesHere {
  /** Null while it is asked for the first time. */
  chosen: ChosenBaseMap | null
  picture: TilePicture
}

export function useTiles(settled: Settled | null): TilesHere {
  const live = useLive('basemap.get', null, ['settings', 'basemap'])
  const chosen = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
  const { palette } = useTheme()
  const { locale } = useText()
  const store = getTiles()
  const view = useMemo((): TileView | null => {
    if (settled === null || chosen?.is !== 'file') return null
    const { id, facts } = chosen
    return { id, tileType: facts.tileType, tiles: tilesFor(settled.view, facts), side: sideOf(settled.camera.zoom, devicePixelRatio), shade: palette.mode, english: locale === 'en' }
  }, [settled, chosen, palette.mode, locale])
  useEffect(() => store.want(view), [store, view])
  const picture = useSyncExternalStore(store.onChange, store.picture)
  return { chosen, picture }
}
