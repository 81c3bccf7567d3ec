/** The wall's map by WebGL: one Deck for the life of the page; scenes are lists of layers, and what was shown fades over what is. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { WallScene, WallState } from '../../../preload/contract/wall.ts'
import { loadFontFor } from '../../chrome/fonts.ts'
import type { Size } from '../../chrome/ground/camera.ts'
import { afterTwoFrames } from '../../map/after-frames.ts'
import type { Surface } from '../../map/surface.ts'
import { type FieldTextures, openFieldTextures } from './field-textures.ts'
import { type MarkPictures, markPictures } from './mark-pictures.ts'
import { useGround } from './use-ground.ts'
import { underlayOf, wallLayers } from './wall-layers.ts'
import { wallPicture } from './wall-picture.ts'

/** What a map of the page is told, and what it tells. */
export interface MapProps {
  state: WallState
  scene: WallScene | null
  /** Its picture is made ready behind the one that is shown. */
  next: WallScene | null
  /** Turns so far, and passes of the data loop: each is drawn, changed or not. */
  changes: number
  loops: number
  size: Size
  prepared(scene: WallScene): void
  /** It cannot be drawn; `turn`: in which it is shown, null while it is made ready. */
  broken(scene: WallScene, error: unknown, turn: number | null): void
  /** From now on what the surface draws is this, and so are its faults. */
  draws(scene: WallScene | null, turn: number): void
  /** `isPlain`: on the plain canvas, which no surface counts. */
  drawn(changes: number, loops: number, isPlain: boolean): void
}

const FADE_MS = 400

export function DeckMap({ surface, isReady, ...props }: MapProps & { surface: Surface; isReady: boolean }): ReactNode {
  const { state, scene, next, changes, loops, size, prepared, broken, draws, drawn } = props
  const host = useRef<HTMLDivElement | null>(null)
  const veil = useRef<HTMLCanvasElement | null>(null)
  const [textures] = useState(() => openFieldTextures(surface, afterTwoFrames))
  const ground = useGround(state)
  const picture = useMemo(() => wallPicture(state, scene, ground, size), [state, scene, ground, size])
  const { outlines: { own } } = state
  const { camera: { lng, lat, zoom } } = picture
  // oxlint-disable-next-line react/exhaustive-deps -- the same ground seen by the same camera, however often the state is told anew
  const under = useMemo(() => underlayOf(picture), [ground, own, size, lng, lat, zoom])
  const pictures = usePictures(state)
  const fadedAt = useRef(changes)
  useLayoutEffect(() => (host.current === null ? undefined : surface.attach(host.current)), [surface])
  useEffect(() => {
    if (!isReady || pictures === null) return
    if (fadedAt.current !== changes) fade(surface, veil)
    fadedAt.current = changes
    try {
      const field = scene?.map?.field ?? null
      surface.setCamera(picture.camera)
      const layers = wallLayers(picture, under, field === null ? null : textures.drawn(field), pictures)
      draws(scene, changes)
      surface.draw(layers, 1, () => drawn(changes, loops, false))
      textures.keepOnly([scene, next].flatMap((one) => one?.map?.field ?? []))
    } catch (error) {
      if (scene !== null) broken(scene, error, changes)
    }
  }, [surface, isReady, pictures, textures, picture, under, scene, next, changes, loops, broken, draws, drawn])
  usePrepared(textures, next, isReady, prepared, broken)
  return (
    <>
      <div ref={host} style={{ position: 'absolute', inset: 0 }} />
      <canvas ref={veil} aria-hidden="true" style={{ position: 'absolute', inset: 0, width: '100%', height: '100%', opacity: 0, pointerEvents: 'none' }} />
    </>
  )
}

/** While a context is being made anew nothing can be prepared; the turn does not wait for it. */
function usePrepared(textures: FieldTextures, next: WallScene | null, isReady: boolean, prepared: MapProps['prepared'], broken: MapProps['broken']): void {
  useEffect(() => {
    if (next === null) return
    try {
      const field = next.map?.field ?? null
      if (isReady && field !== null) textures.drawn(field)
      prepared(next)
    } catch (error) {
      broken(next, error, null)
    }
  }, [textures, next, isReady, prepared, broken])
}

/** Null until the font of the names and numbers is here: both are rasterised a single time. */
function usePictures({ outlines: { names } }: WallState): MarkPictures | null {
  const [pictures, setPictures] = useState<MarkPictures | null>(null)
  const words = names.map(({ name }) => `${name.zh}${name.en ?? ''}`).join('')
  useEffect(() => {
    let isCurrent = true
    void loadFontFor(`0123456789${words}`).then(() => isCurrent && setPictures(markPictures()))
    return () => void (isCurrent = false)
  }, [words])
  return pictures
}

/** The picture that was there lies over the new one and goes; a copy, so that neither is drawn twice. */
function fade(surface: Surface, veil: RefObject<HTMLCanvasElement | null>): void {
  const canvas = veil.current
  if (canvas === null || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches || !surface.copyFrame(canvas)) return
  for (const animation of canvas.getAnimations()) animation.cancel()
  canvas.animate([{ opacity: 1 }, { opacity: 0 }], { duration: FADE_MS, easing: 'linear' })
}
