/** The ground the canvas stands on: takes the keyboard and the pointer, shows the crosshair, finds the mark under a click. */
import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react'
import { useText } from '../chrome/text.ts'
import { BASE_STYLE } from '../chrome/ground/base-style.ts'
import { pan, placeOf } from '../chrome/ground/camera.ts'
import { markAt } from './marks.ts'
import type { Mark } from './marks.ts'
import { zoomBy } from './map-controls.tsx'
import { getSurface } from './surface.ts'
import { useHalves } from './use-surface.ts'

const STEP_PIXELS = 80
const FINE_STEP_PIXELS = 10
/** A pointer that moved less than this was a click, not a drag. */
const CLICK_PIXELS = 5

interface Props {
  container: RefObject<HTMLDivElement | null>
  /** Of the one picture, or of the left and the right one. */
  marks: readonly (readonly Mark[])[]
  /** A press on a mark or on the ground; by keyboard, at the crosshair, on the ground. */
  press: (mark: Mark | null, lng: number, lat: number) => void
  /** What a key does while it means something else than usual. */
  keyed: (key: string) => (() => void) | null
  showAll: () => void
  onKeyboard: (active: boolean) => void
  children: ReactNode
}

export function MapCanvas({ container, marks, press, keyed, showAll, onKeyboard, children }: Props): ReactNode {
  const { t } = useText()
  const surface = getSurface()
  const halves = useHalves()
  const { palette } = useTheme()
  const [crosshair, setCrosshair] = useState(false)
  const pressed = useRef<[number, number] | null>(null)
  useEffect(() => (container.current ? surface.attach(container.current) : undefined), [surface, container])

  const keyboard = (active: boolean): void => {
    setCrosshair(active)
    onKeyboard(active)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== container.current || event.ctrlKey || event.metaKey || event.altKey) return
    const act = keyed(event.key) ?? (event.key === 'Enter' ? pressCentre : keyAction(event, showAll))
    if (act === null) return
    event.preventDefault()
    keyboard(true)
    act()
  }
  const pressCentre = (): void => {
    const camera = surface.camera()
    if (camera !== null) press(null, camera.lng, camera.lat)
  }
  const onPointerUp = (event: PointerEvent): void => {
    const start = pressed.current
    pressed.current = null
    const camera = surface.camera()
    if (start === null || camera === null || Math.hypot(event.clientX - start[0], event.clientY - start[1]) > CLICK_PIXELS) return
    const box = event.currentTarget.getBoundingClientRect()
    const { half, x } = surface.halfAt(event.clientX - box.left)
    const y = event.clientY - box.top
    press(markAt(marks[half] ?? [], camera, surface.size(), x, y), ...placeOf(camera, surface.size(), x, y))
  }
  return (
    /* oxlint-disable jsx-a11y/prefer-tag-over-role -- no element stands for a map */
    <Box
      ref={container} data-map="" role="group" aria-label={t('map.region')} tabIndex={0} onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        keyboard(false)
        pressed.current = (event.target as Element).tagName === 'CANVAS' ? [event.clientX, event.clientY] : null
      }}
      onPointerUp={onPointerUp}
      onFocus={(event) => event.target === event.currentTarget && event.currentTarget.matches(':focus-visible') && keyboard(true)}
      onBlur={(event) => event.target === event.currentTarget && keyboard(false)}
      sx={{ position: 'relative', flex: 1, minWidth: 0, minHeight: 0, overflow: 'hidden', backgroundColor: `rgb(${BASE_STYLE[palette.mode].beyond.join(', ')})`, touchAction: 'none', '& > *': { willChange: 'transform' }, '&:focus-visible': { outlineOffset: '-3px' } }}
    >
      {halves === 2 ? <Box aria-hidden="true" sx={{ position: 'absolute', left: 'calc(50% - 1px)', top: 0, bottom: 0, width: 2, backgroundColor: 'text.primary', pointerEvents: 'none' }} /> : null}
      {children}
      {crosshair ? (halves === 1 ? ['50%'] : ['25%', '75%']).map((left) => <Crosshair key={left} left={left} />) : null}
    </Box>
  )
}

function keyAction(event: KeyboardEvent, showAll: () => void): (() => void) | null {
  const step = event.shiftKey ? FINE_STEP_PIXELS : STEP_PIXELS
  switch (event.key) {
    case 'ArrowLeft': return () => panBy(-step, 0)
    case 'ArrowRight': return () => panBy(step, 0)
    case 'ArrowUp': return () => panBy(0, -step)
    case 'ArrowDown': return () => panBy(0, step)
    case '+': case '=': return () => zoomBy(0.5)
    case '-': case '_': return () => zoomBy(-0.5)
    case 'Home': return showAll
    default: return null
  }
}

function panBy(right: number, down: number): void {
  const surface = getSurface()
  const camera = surface.camera()
  if (camera !== null) surface.setCamera(pan(camera, right, down))
}

function Crosshair({ left }: { left: string }): ReactNode {
  return (
    <Box component="svg" aria-hidden="true" viewBox="0 0 41 41" style={{ left }} sx={{ position: 'absolute', top: '50%', width: 41, height: 41, ml: '-20.5px', mt: '-20.5px', pointerEvents: 'none' }}>
      <path d="M20.5 2v14M20.5 25v14M2 20.5h14M25 20.5h14" stroke="#fff" strokeWidth="5" />
      <path d="M20.5 2v14M20.5 25v14M2 20.5h14M25 20.5h14" stroke="#111820" strokeWidth="2" />
    </Box>
  )
}
