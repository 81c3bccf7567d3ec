/**
 * The one deck.gl surface of this window. Canvas and WebGL context live as long as the window does and move with the page
 * that shows them: a removed canvas may leak its context. Draws only when something changed.
 */
import { Deck, FlyToInterpolator, MapView } from '@deck.gl/core'
import type { LayersList } from '@deck.gl/core'
import { luma } from '@luma.gl/core'
import type { Device, Texture } from '@luma.gl/core'
import { webgl2Adapter } from '@luma.gl/webgl'
import { MAX_ZOOM, MIN_ZOOM, clampZoom } from '../chrome/ground/camera.ts'
import type { Camera, Size } from '../chrome/ground/camera.ts'
import { openFrames } from './frames.ts'
import { isInHalf } from './halves.ts'
import type { HalfIndex, Halves } from './halves.ts'
import { isSoftware } from './software-gpu.ts'

/** 'unable': no WebGL2 here · 'lost': the context went away and could not be had again. */
export type SurfaceState = 'starting' | 'ready' | 'unable' | 'lost'

/** 'jump': the camera stands where it was set, and is not on its way. */
export type SurfaceChange = 'camera' | 'jump' | 'size' | 'state'

export interface Surface {
  /** Shows the canvas inside `parent`; returns how to take it away again. */
  attach(parent: HTMLElement): () => void
  state(): SurfaceState
  /** Whether the picture is computed without a graphics card: as exact, but slower. False while there is no picture. */
  isSoftware(): boolean
  /** Null before the first camera was set. */
  camera(): Camera | null
  /** Of one half while two stand side by side: both see the same ground. */
  size(): Size
  halves(): Halves
  /** The pixel within its half, of one within the whole canvas. */
  halfAt(x: number): { half: HalfIndex; x: number }
  setCamera(camera: Camera, fly?: boolean): void
  /** Layers as values; `painted` is called once, after the frame that shows them. */
  draw(layers: LayersList, halves: Halves, painted?: () => void): void
  /** Null while there is none. */
  device(): Device | null
  /** A class texture without mipmaps and with hard cell edges; null while there is no device. */
  makeTexture(bytes: Uint8Array, width: number, height: number): Texture | null
  /**
   * A copy of the frame as it is painted, `scale` times as fine as the screen shows it; null while nothing can be painted.
   * Painted and read in one task: a canvas that has been shown may be empty.
   */
  readFrame(scale: number): HTMLCanvasElement | null
  /** A copy of the frame into a canvas that is kept; false while nothing can be painted. */
  copyFrame(into: HTMLCanvasElement): boolean
  /** Since the page was loaded. */
  counts(): SurfaceCounts
  /** What the pointer looks like over the map while nothing is dragged. */
  setCursor(cursor: 'crosshair' | 'pointer'): void
  retry(): void
  onChange(listen: (what: SurfaceChange) => void): () => void
}

export interface SurfaceCounts {
  /** Drawn whole, of all contexts. */
  frames: number
  /** Constructed. */
  decks: number
  /** Living. */
  contexts: number
  lost: number
}

export interface SurfaceOptions {
  /** False where there is neither pointer nor keyboard: a wall. */
  isHandled?: boolean
  /** A layer cannot be drawn. */
  onFault?: (error: Error) => void
}

type MapViewState = { longitude: number; latitude: number; zoom: number }
const CONTROLLER = { keyboard: false, dragRotate: false, touchRotate: false, scrollZoom: { speed: 0.01, smooth: false } } as const
const UNHANDLED = [new MapView({ id: 'map', repeat: false, controller: false })]
const WHOLE = [new MapView({ id: 'map', repeat: false, controller: CONTROLLER })]
const SIDE_BY_SIDE = [
  new MapView({ id: 'left', repeat: false, controller: CONTROLLER, x: 0, width: '50%' }),
  new MapView({ id: 'right', repeat: false, controller: CONTROLLER, x: '50%', width: '50%' }),
]
/** One camera for every view; a flight is flown by the first and followed by the other. */
function viewStates(now: MapViewState, flight: object = {}, start = now): never {
  return { map: { ...now, ...flight }, left: { ...now, ...flight }, right: start } as never
}
/** Waits before each try to get a lost context back: a crashed graphics process needs a moment. After the last one it is not coming back by itself. */
const REBUILD_AFTER_MS = [0, 1_000, 4_000]
/** A context that lasted this long is no longer one of a row of losses. */
const STEADY_AFTER_MS = 60_000
const FLIGHT_MS = 700
/** Without a graphics card a frame takes longer than most answers do: another zoom is drawn with what belongs to it, if that comes within this time, and not with the old picture first. */
const ZOOM_PATIENCE_MS = 150

let only: Surface | undefined

export function getSurface(): Surface {
  only ??= openSurface()
  return only
}

/** For a page with one map and no hand on it; all others share that of `getSurface`. */
export function openSurface({ isHandled = true, onFault }: SurfaceOptions = {}): Surface {
  const host = document.createElement('div')
  Object.assign(host.style, { position: 'absolute', inset: '0' })
  let deck: Deck<MapView[]> | null = null
  let device: Device | null = null
  let state: SurfaceState = 'starting'
  let viewState: MapViewState | null = null
  let size: Size = { width: 0, height: 0 }
  let halves: Halves = 1
  let layers: LayersList = []
  let afterRender: (() => void) | null = null
  let rebuilds = 0
  let builtAt = 0
  let software = false
  const counts = { frames: 0, decks: 0, lost: 0 }
  const viewsNow = (): MapView[] => (halves === 2 ? SIDE_BY_SIDE : isHandled ? WHOLE : UNHANDLED)
  const frames = openFrames((callback) => requestAnimationFrame(callback), (id) => cancelAnimationFrame(id))
  const listeners = new Set<(what: SurfaceChange) => void>()
  const tell = (what: SurfaceChange): void => {
    for (const listen of listeners) listen(what)
  }
  const become = (next: SurfaceState): void => {
    state = next
    tell('state')
  }

  const build = async (): Promise<void> => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%' })
    canvas.setAttribute('aria-hidden', 'true')
    host.replaceChildren(canvas)
    try {
      device = await luma.createDevice({
        type: 'webgl',
        adapters: [webgl2Adapter],
        // Antialiasing costs a software GPU a quarter of every frame; wide lines and marks are smoothed in their shaders.
        // A canvas that lets the page show through is mixed with it, pixel by pixel, whenever anything on the page changes.
        webgl: { antialias: false, depth: false, stencil: false, alpha: false },
        createCanvasContext: { canvas, autoResize: true, useDevicePixels: true },
      })
    } catch {
      device = null
      // Where there was one, there may be one again: whoever tries is told that it is lost, not that it cannot be.
      return rebuilds > 0 || counts.lost > 0 ? rebuild() : become('unable')
    }
    builtAt = performance.now()
    software = isSoftware(canvas)
    canvas.addEventListener('webglcontextlost', lose)
    frames.wake()
    counts.decks++
    deck = new Deck<MapView[]>({
      device,
      // Handed on to its loop, without being declared.
      ...({ animationFrameProvider: frames } as object),
      views: viewsNow(),
      viewState: viewStates(viewState ?? { longitude: 0, latitude: 0, zoom: MIN_ZOOM }),
      layerFilter: ({ layer, viewport }) => isInHalf(layer.id, viewport.id),
      layers: viewState === null ? [] : layers,
      // Marks are found by arithmetic: a picking pass and its read-back would cost a frame per pointer move.
      _pickable: false,
      getCursor: ({ isDragging }) => (isDragging ? 'grabbing' : 'inherit'),
      onViewStateChange: ({ viewState: next }) => {
        viewState = { ...(next as MapViewState), zoom: clampZoom((next as MapViewState).zoom) }
        deck?.setProps({ viewState: viewStates(viewState) })
        frames.wake()
        tell('camera')
      },
      onAfterRender: () => {
        counts.frames++
        const done = afterRender
        afterRender = null
        done?.()
      },
      // The surrounding page has the keyboard; a hidden canvas must not be a stop of its own.
      onLoad: () => void (canvas.tabIndex = -1),
      onError: (error) => {
        // oxlint-disable-next-line no-console -- a layer that cannot be drawn is for support to see
        console.error('map', error.message)
        onFault?.(error)
      },
    })
    become('ready')
  }

  /** What was drawn belongs to the lost context: whoever draws does so again once there is another. */
  const lose = (): void => {
    counts.lost++
    deck?.finalize()
    deck = null
    device = null
    layers = []
    if (performance.now() - builtAt > STEADY_AFTER_MS) rebuilds = 0
    rebuild()
  }
  const rebuild = (): void => {
    const waitMs = REBUILD_AFTER_MS[rebuilds++]
    if (waitMs === undefined) return become('lost')
    become('starting')
    setTimeout(() => void build(), waitMs)
  }

  new ResizeObserver(([entry]) => {
    if (!entry || entry.contentRect.width === 0) return
    size = { width: Math.round(entry.contentRect.width), height: Math.round(entry.contentRect.height) }
    frames.wake()
    tell('size')
  }).observe(host)
  // The controller answers a hand by itself, and a window on another screen may have other pixels.
  for (const hand of ['pointerdown', 'pointermove', 'pointerup', 'wheel']) host.addEventListener(hand, frames.wake, { capture: true, passive: true })
  addEventListener('resize', frames.wake)
  void build()

  return {
    attach(parent) {
      parent.prepend(host)
      return () => host.remove()
    },
    state: () => state,
    isSoftware: () => software && device !== null,
    camera: () => (viewState === null ? null : { lng: viewState.longitude, lat: viewState.latitude, zoom: viewState.zoom }),
    size: () => (halves === 1 ? size : { width: size.width / 2, height: size.height }),
    halves: () => halves,
    halfAt: (x) => (halves === 2 && x >= size.width / 2 ? { half: 1, x: x - size.width / 2 } : { half: 0, x }),
    setCamera(camera, fly = false) {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
      const before = viewState
      const isFlown = fly && !calm
      viewState = { longitude: camera.lng, latitude: camera.lat, zoom: camera.zoom, minZoom: MIN_ZOOM, maxZoom: MAX_ZOOM } as MapViewState
      const flight = isFlown ? { transitionDuration: FLIGHT_MS, transitionInterpolator: new FlyToInterpolator() } : { transitionDuration: 0 }
      deck?.setProps({ viewState: viewStates(viewState, flight, isFlown ? (before ?? viewState) : viewState), layers })
      if (software && !isFlown && before !== null && before.zoom !== camera.zoom) frames.wakeWithin(ZOOM_PATIENCE_MS)
      else frames.wake()
      tell(isFlown ? 'camera' : 'jump')
    },
    draw(next, wanted, painted) {
      layers = next
      afterRender = painted ?? null
      const isSplit = wanted !== halves
      halves = wanted
      if (isSplit) deck?.setProps({ views: viewsNow() })
      if (viewState !== null) deck?.setProps({ layers })
      frames.wake()
      if (isSplit) tell('size')
    },
    device: () => device,
    makeTexture(bytes, width, height) {
      return device?.createTexture({
        width, height, format: 'rgba8unorm', data: bytes, mipLevels: 1,
        sampler: { minFilter: 'nearest', magFilter: 'nearest', mipmapFilter: 'none', addressModeU: 'clamp-to-edge', addressModeV: 'clamp-to-edge' },
      }) ?? null
    },
    readFrame(scale) {
      const context = device?.getDefaultCanvasContext()
      const canvas = deck?.getCanvas()
      if (state !== 'ready' || viewState === null || !deck?.isInitialized || !context || !canvas) return null
      const copy = document.createElement('canvas')
      context.setProps({ useDevicePixels: devicePixelRatio * scale })
      deck.redraw('read')
      Object.assign(copy, { width: canvas.width, height: canvas.height })
      copy.getContext('2d')?.drawImage(canvas, 0, 0)
      context.setProps({ useDevicePixels: true })
      deck.redraw('read')
      return copy
    },
    copyFrame(into) {
      const canvas = deck?.getCanvas()
      if (state !== 'ready' || viewState === null || !deck?.isInitialized || !canvas) return false
      // Painted and copied in one task, like a frame that is read.
      deck.redraw('copy')
      if (into.width !== canvas.width || into.height !== canvas.height) Object.assign(into, { width: canvas.width, height: canvas.height })
      into.getContext('2d')?.drawImage(canvas, 0, 0)
      return true
    },
    counts: () => ({ ...counts, contexts: device === null ? 0 : 1 }),
    setCursor(cursor) {
      host.style.cursor = cursor
    },
    retry() {
      rebuilds = 0
      // One that is under way is not doubled.
      if (deck === null && state !== 'starting') {
        become('starting')
        void build()
      }
    },
    onChange(listen) {
      listeners.add(listen)
      return () => void listeners.delete(listen)
    },
  }
}
