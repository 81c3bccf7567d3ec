/** The wall's map without WebGL: on a wall in its safe mode, and small in a preview. */
import { useEffect, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import type { WallScene, WallState } from '../../../preload/contract/wall.ts'
import { loadFontFor } from '../../chrome/fonts.ts'
import type { Size } from '../../chrome/ground/camera.ts'
import { FONT_FAMILY } from '../../chrome/font-family.ts'
import { paintPicture } from './paint-picture.ts'
import { useGround } from './use-ground.ts'
import { wallPicture } from './wall-picture.ts'

interface Props {
  state: WallState
  /** Null: the ground alone. */
  scene: WallScene | null
  /** Pixels of the page. */
  size: Size
  /** Another one is drawn anew, changed or not; told after each time it was drawn whole. */
  turn?: string
  drawn?: (turn: string) => void
}

export function DrawnMap({ state, scene, size, turn = '', drawn }: Props): ReactNode {
  const canvas = useRef<HTMLCanvasElement | null>(null)
  const ground = useGround(state)
  const picture = useMemo(() => wallPicture(state, scene, ground, size), [state, scene, ground, size])
  const told = useRef(drawn)
  useEffect(() => {
    told.current = drawn
  })
  useEffect(() => {
    let isCurrent = true
    void loadFontFor(picture.names.map(({ words }) => words).join('')).then(() => {
      if (isCurrent && canvas.current !== null) draw(canvas.current, (pen) => paintPicture(pen, picture, scene?.map?.field ?? null, FONT_FAMILY), size)
      if (isCurrent) told.current?.(turn)
    })
    return () => void (isCurrent = false)
  }, [picture, scene, size, turn])
  return <canvas ref={canvas} data-drawn-map={scene?.scene ?? ''} aria-hidden="true" style={{ display: 'block', width: size.width, height: size.height }} />
}

function draw(canvas: HTMLCanvasElement, paint: (pen: CanvasRenderingContext2D) => void, { width, height }: Size): void {
  const [wide, high] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)]
  // Set to the same size it would be emptied all the same, and shown empty for a moment.
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high })
  const pen = canvas.getContext('2d')
  if (pen === null) return
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  paint(pen)
}
