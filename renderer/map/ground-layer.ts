/** The ground under everything, one colour within each of several bounds: cleared, not drawn, which a software GPU does three times as fast. */
import { Layer } from '@deck.gl/core'
import type { LayerProps } from '@deck.gl/core'
import type { Bounds } from '../chrome/ground/grid.ts'
import type { Rgb } from '../chrome/ground/palette.ts'

export interface Ground {
  /** In degrees. */
  bounds: Bounds
  colour: Rgb
}
export interface GroundProps {
  /** Later ones lie over earlier ones. */
  grounds: readonly Ground[]
}

type Rectangle = [x: number, y: number, width: number, height: number]

export class GroundLayer extends Layer<GroundProps & LayerProps> {
  static override layerName = 'GroundLayer'
  static override defaultProps = { grounds: { type: 'array', value: [], compare: 2 } } as never

  override initializeState(): void {
    this.setState({})
  }

  override draw(): void {
    const { viewport, device } = this.context
    const canvas = device.getDefaultCanvasContext()
    const whole = rectangleOf({ left: 0, top: 0, right: viewport.width, bottom: viewport.height }, viewport, canvas.getDrawingBufferSize()[1], canvas.cssToDeviceRatio())
    const seen = this.props.grounds.flatMap(({ bounds: [west, south, east, north], colour }) => {
      const [left = 0, top = 0] = viewport.project([west, north])
      const [right = 0, bottom = 0] = viewport.project([east, south])
      const scissorRect = rectangleOf({ left, top, right, bottom }, viewport, canvas.getDrawingBufferSize()[1], canvas.cssToDeviceRatio())
      return scissorRect === null ? [] : [{ scissorRect, colour }]
    })
    const lowest = seen.findLastIndex(({ scissorRect }) => scissorRect.join() === whole?.join())
    for (const { scissorRect, colour } of seen.slice(Math.max(0, lowest))) {
      // A pass that ends before anything else is drawn; it leaves the state of the one around it as it was.
      device.beginRenderPass({ framebuffer: canvas.getCurrentFramebuffer(), parameters: { viewport: scissorRect, scissorRect }, clearColor: [...colour.map((part) => part / 255), 1] as never, clearDepth: false, clearStencil: false }).end()
    }
  }
}

interface Edges { left: number; top: number; right: number; bottom: number }

/** Edges in pixels of a view, as whole pixels of the canvas counted from its foot; null where none of the view is within. */
export function rectangleOf(edges: Edges, view: { x: number; y: number; width: number; height: number }, canvasHeight: number, ratio: number): Rectangle | null {
  const left = Math.round((view.x + Math.max(0, edges.left)) * ratio)
  const right = Math.round((view.x + Math.min(view.width, edges.right)) * ratio)
  const top = Math.round((view.y + Math.max(0, edges.top)) * ratio)
  const bottom = Math.round((view.y + Math.min(view.height, edges.bottom)) * ratio)
  return right > left && bottom > top ? [left, canvasHeight - bottom, right - left, bottom - top] : null
}
