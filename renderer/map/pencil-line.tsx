/** What has been drawn so far, over the map or both its halves: lines and corners, and the line to where the next corner would be. */
import Box from '@mui/material/Box'
import { useEffect, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { pixelOf } from '../chrome/ground/camera.ts'
import type { Pencil } from './pencil.ts'
import { getSurface } from './surface.ts'

/** `atCentre`: the keyboard draws, and the next corner is under the crosshair. */
export function PencilLine({ pencil, container, atCentre }: { pencil: Pencil; container: RefObject<HTMLElement | null>; atCentre: boolean }): ReactNode {
  const surface = getSurface()
  useMoves()
  const pointer = usePointerAt(container)
  const camera = surface.camera()
  const size = surface.size()
  if (camera === null) return null
  const points = pencil.corners.map(([lng, lat]) => pixelOf(camera, size, lng, lat))
  const next: [number, number] | null = atCentre ? [size.width / 2, size.height / 2] : pointer
  const [first] = points
  const shape = next === null || first === undefined ? points : pencil.shape === 'box' ? [first, [next[0], first[1]], next, [first[0], next[1]], first] : [...points, next]
  const line = shape.map(([x, y]) => `${x},${y}`).join(' ')
  return (
    <Box component="svg" aria-hidden="true" data-pencil={pencil.corners.length} sx={{ position: 'absolute', inset: 0, width: '100%', height: '100%', pointerEvents: 'none' }}>
      {Array.from({ length: surface.halves() }, (_, half) => (
        <svg key={half} x={half * size.width} width={size.width} height={size.height}>
          <polyline points={line} fill="none" stroke="#fff" strokeWidth={5} strokeLinejoin="round" />
          <polyline points={line} fill="none" stroke="#111820" strokeWidth={2.5} strokeDasharray="7 4" strokeLinejoin="round" />
          {points.map(([x, y], n) => <circle key={n} cx={x} cy={y} r={n === 0 ? 7 : 4.5} fill="#fff" stroke="#111820" strokeWidth={2} />)}
        </svg>
      ))}
    </Box>
  )
}

/** Draws again with every move of the camera. */
function useMoves(): void {
  const surface = getSurface()
  const [, setMoves] = useState(0)
  useEffect(() => surface.onChange(() => setMoves((moves) => moves + 1)), [surface])
}

function usePointerAt(container: RefObject<HTMLElement | null>): [number, number] | null {
  const [pointer, setPointer] = useState<[number, number] | null>(null)
  useEffect(() => {
    const element = container.current
    if (element === null) return
    const move = (event: PointerEvent): void => {
      const box = element.getBoundingClientRect()
      setPointer([getSurface().halfAt(event.clientX - box.left).x, event.clientY - box.top])
    }
    element.addEventListener('pointermove', move)
    return () => element.removeEventListener('pointermove', move)
  }, [container])
  return pointer
}
