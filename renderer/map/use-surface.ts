/** The window's surface as React sees it: its state now, and its camera and size once they have settled. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { View } from '../../preload/contract/model.ts'
import { sameCamera, viewOf } from '../chrome/ground/camera.ts'
import type { Camera, Size } from '../chrome/ground/camera.ts'
import type { Halves } from './halves.ts'
import { getSurface } from './surface.ts'
import type { Surface, SurfaceState } from './surface.ts'

/** A moving camera asks nothing; it has settled when it stood still this long. One that jumps has settled where it landed, if it stood still before. */
export const SETTLE_MS = 120

export interface Settled {
  camera: Camera
  size: Size
  view: View
}

export function useSurfaceState(): SurfaceState {
  const surface = getSurface()
  return useSyncExternalStore((changed) => surface.onChange((what) => what === 'state' && changed()), surface.state)
}

/** Whether the picture is computed without a graphics card. */
export function useIsSoftware(): boolean {
  const surface = getSurface()
  return useSyncExternalStore((changed) => surface.onChange((what) => what === 'state' && changed()), surface.isSoftware)
}

/** How many halves the picture on the screen has. */
export function useHalves(): Halves {
  const surface = getSurface()
  return useSyncExternalStore((changed) => surface.onChange((what) => what === 'size' && changed()), surface.halves)
}

/** Null until the first camera is set and the canvas has a size. */
export function useSettled(): Settled | null {
  const surface = getSurface()
  const [settled, setSettled] = useState<Settled | null>(() => readSettled(surface))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let movedAt = Number.NEGATIVE_INFINITY
    const settle = (): void => setSettled((before) => keepEqual(before, readSettled(surface)))
    const stop = surface.onChange((what) => {
      if (what === 'state') return
      clearTimeout(timer)
      const now = performance.now()
      // At once: the next frame takes a software GPU a while, and the question can be on its way before it.
      if (what === 'jump' && now - movedAt > SETTLE_MS) queueMicrotask(() => flushSync(settle))
      else timer = setTimeout(settle, SETTLE_MS)
      movedAt = now
    })
    settle()
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [surface])
  return settled
}

function readSettled(surface: Surface): Settled | null {
  const camera = surface.camera()
  const size = surface.size()
  return camera === null || size.width === 0 ? null : { camera, size, view: viewOf(camera, size) }
}

function keepEqual(before: Settled | null, now: Settled | null): Settled | null {
  if (before === null || now === null) return now
  const same = sameCamera(before.camera, now.camera) && before.size.width === now.size.width && before.size.height === now.size.height
  return same ? before : now
}
