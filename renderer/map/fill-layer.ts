/**
 * Polygons of one colour without light, outline or height, all in one mesh. The general layer projects each corner in double precision on the GPU and
 * asks of each pixel whether it is pointed at; projected once on the CPU, a software GPU fills the same ground at half the cost.
 */
import { Layer, picking, project32 } from '@deck.gl/core'
import type { LayerContext, LayerProps, UpdateParameters } from '@deck.gl/core'
import type { Buffer } from '@luma.gl/core'
import { Model } from '@luma.gl/engine'
import type { ShaderModule } from '@luma.gl/shadertools'
import { earcut } from '@math.gl/polygon'
import type { Polygon } from '../chrome/ground/base-map.ts'
import { worldX, worldY } from '../chrome/ground/grid.ts'
import type { Rgb } from '../chrome/ground/palette.ts'
import { COMMON, INDEX } from './deck-world.ts'

export interface FillProps {
  /** In degrees; the same array is the same polygons. */
  polygons: readonly Polygon[]
  colour: Rgb
}

const VERTEX = `\
#version 300 es
#define SHADER_NAME fill-layer-vertex-shader
in vec2 corner;
void main(void) {
  gl_Position = vec4(corner * fill.scale + fill.shift, 0.0, 1.0);
}
`
const FRAGMENT = `\
#version 300 es
#define SHADER_NAME fill-layer-fragment-shader
precision highp float;
out vec4 fragColor;
void main(void) {
  fragColor = fill.colour;
}
`
const BLOCK = `\
layout(std140) uniform fillUniforms {
  vec4 colour;
  vec2 scale;
  vec2 shift;
} fill;
`
/** `scale`, `shift`: from the corners' own numbers to clip space. */
const fillUniforms = { name: 'fill', vs: BLOCK, fs: BLOCK, uniformTypes: { colour: 'vec4<f32>', scale: 'vec2<f32>', shift: 'vec2<f32>' } } as const satisfies ShaderModule

type State = {
  model: Model
  corners: Buffer | null
  order: Buffer | null
  origin: [number, number]
}

export class FillLayer extends Layer<FillProps & LayerProps> {
  static override layerName = 'FillLayer'
  static override defaultProps = { polygons: { type: 'object', value: [], compare: false }, colour: { type: 'array', value: [0, 0, 0], compare: true } } as never
  declare state: State

  override getShaders(): object {
    return super.getShaders({ vs: VERTEX, fs: FRAGMENT, modules: [project32, picking, fillUniforms] }) as object
  }

  override initializeState(): void {
    const model = new Model(this.context.device, {
      ...this.getShaders(), id: this.props.id, topology: 'triangle-list', isInstanced: false, bufferLayout: [{ name: 'corner', format: 'float32x2' }],
    })
    this.setState({ model, corners: null, order: null, origin: [0, 0] } satisfies State)
  }

  override updateState({ props, oldProps, changeFlags }: UpdateParameters<Layer<FillProps & LayerProps>>): void {
    if (props.polygons === oldProps.polygons && !changeFlags.extensionsChanged) return
    this.release()
    const { origin, corners, order } = trianglesOf(props.polygons)
    if (order.length === 0) return
    const { device } = this.context
    const buffers = { corners: device.createBuffer({ data: corners }), order: device.createBuffer({ usage: INDEX, data: order }) }
    const { model } = this.state
    model.setAttributes({ corner: buffers.corners })
    model.setIndexBuffer(buffers.order)
    model.setVertexCount(order.length)
    this.setState({ ...buffers, origin })
  }

  override draw(): void {
    const { model, corners, origin } = this.state
    const { viewport } = this.context
    if (corners === null) return
    const [x, y] = viewport.center as [number, number]
    const scale: [number, number] = [(2 * viewport.scale) / viewport.width, (2 * viewport.scale) / viewport.height]
    const colour = [...this.props.colour.map((part) => part / 255), 1]
    model.shaderInputs.setProps({ fill: { colour, scale, shift: [(origin[0] - x) * scale[0], (origin[1] - y) * scale[1]] } })
    model.draw(this.context.renderPass)
  }

  override finalizeState(context: LayerContext): void {
    super.finalizeState(context)
    this.release()
  }

  private release(): void {
    this.state.corners?.destroy()
    this.state.order?.destroy()
    this.setState({ corners: null, order: null })
  }
}

const place = ([lng, lat]: readonly [number, number]): [number, number] => [worldX(lng) * COMMON, (1 - worldY(lat)) * COMMON]

/** Corners beside an origin of their own: single precision is then finer than a pixel at any zoom they are drawn for. */
export function trianglesOf(polygons: readonly Polygon[]): { origin: [number, number]; corners: Float32Array; order: Uint32Array } {
  const [first = [0, 0]] = polygons[0]?.[0] ?? []
  const origin = place(first)
  const corners: number[] = []
  const order: number[] = []
  for (const rings of polygons) {
    const from = corners.length / 2
    const flat = rings.flatMap((ring) => ring.flatMap((corner) => {
      const [x, y] = place(corner)
      return [x - origin[0], y - origin[1]]
    }))
    const holes = rings.slice(0, -1).reduce<number[]>((starts, ring) => [...starts, (starts.at(-1) ?? 0) + ring.length], [])
    corners.push(...flat)
    order.push(...earcut(flat, holes).map((n) => from + n))
  }
  return { origin, corners: Float32Array.from(corners), order: Uint32Array.from(order) }
}
