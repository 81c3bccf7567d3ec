/**
 * Straight lines of one colour and one width in pixels, all in one mesh. An instance for each, as the general line layer draws them,
 * costs a software GPU as much as a thousand pixels; projected once on the CPU, a corner costs it next to nothing.
 */
import { Layer, picking, project32 } from '@deck.gl/core'
import type { LayerContext, LayerProps, UpdateParameters } from '@deck.gl/core'
import type { Buffer } from '@luma.gl/core'
import { Model } from '@luma.gl/engine'
import type { ShaderModule } from '@luma.gl/shadertools'
import { worldX, worldY } from '../chrome/ground/grid.ts'
import { COMMON, INDEX } from './deck-world.ts'

export interface SegmentProps {
  /** Ends in degrees: lng, lat, lng, lat of each. The same array is the same lines. */
  segments: Float64Array
  /** 0 to 255 each. */
  colour: readonly [number, number, number, number]
  widthPixels: number
}

const CORNERS = 4
/** Both ends, at which of them the corner lies (0 or 1) and on which side of the line (1 or −1). */
const NUMBERS = 6

const VERTEX = `\
#version 300 es
#define SHADER_NAME segment-layer-vertex-shader
in vec2 start;
in vec2 end;
in vec2 corner;
out float across;
void main(void) {
  vec2 along = normalize((end - start) * segment.scale * segment.size);
  vec2 here = mix(start, end, corner.x);
  across = corner.y * (segment.width + 1.0) / 2.0;
  vec2 aside = vec2(-along.y, along.x) * across * 2.0 / segment.size;
  gl_Position = vec4(here * segment.scale + segment.shift + aside, 0.0, 1.0);
}
`
const FRAGMENT = `\
#version 300 es
#define SHADER_NAME segment-layer-fragment-shader
precision highp float;
in float across;
out vec4 fragColor;
void main(void) {
  fragColor = vec4(segment.colour.rgb, segment.colour.a * clamp((segment.width + 1.0) / 2.0 - abs(across), 0.0, 1.0));
}
`
const BLOCK = `\
layout(std140) uniform segmentUniforms {
  vec4 colour;
  vec2 scale;
  vec2 shift;
  vec2 size;
  float width;
} segment;
`
/** `scale`, `shift`: from the lines' own numbers to clip space; `size` and `width` in the canvas's pixels. */
const segmentUniforms = {
  name: 'segment', vs: BLOCK, fs: BLOCK,
  uniformTypes: { colour: 'vec4<f32>', scale: 'vec2<f32>', shift: 'vec2<f32>', size: 'vec2<f32>', width: 'f32' },
} as const satisfies ShaderModule

type State = {
  model: Model
  corners: Buffer | null
  order: Buffer | null
  origin: [number, number]
}

export class SegmentLayer extends Layer<SegmentProps & LayerProps> {
  static override layerName = 'SegmentLayer'
  static override defaultProps = { segments: { type: 'object', value: new Float64Array(0), compare: false }, colour: { type: 'array', value: [0, 0, 0, 255], compare: true }, widthPixels: 1 } as never
  declare state: State

  override getShaders(): object {
    return super.getShaders({ vs: VERTEX, fs: FRAGMENT, modules: [project32, picking, segmentUniforms] }) as object
  }

  override initializeState(): void {
    const model = new Model(this.context.device, {
      ...this.getShaders(), id: this.props.id, topology: 'triangle-list', isInstanced: false,
      bufferLayout: [{ name: 'corners', byteStride: 4 * NUMBERS, attributes: [
        { attribute: 'start', format: 'float32x2', byteOffset: 0 }, { attribute: 'end', format: 'float32x2', byteOffset: 8 }, { attribute: 'corner', format: 'float32x2', byteOffset: 16 },
      ] }],
    })
    this.setState({ model, corners: null, order: null, origin: [0, 0] } satisfies State)
  }

  override updateState({ props, oldProps, changeFlags }: UpdateParameters<Layer<SegmentProps & LayerProps>>): void {
    if (props.segments === oldProps.segments && !changeFlags.extensionsChanged) return
    this.release()
    if (props.segments.length === 0) return
    const { device } = this.context
    const { origin, corners, order } = meshOf(props.segments)
    const buffers = { corners: device.createBuffer({ data: corners }), order: device.createBuffer({ usage: INDEX, data: order }) }
    const { model } = this.state
    model.setAttributes({ corners: buffers.corners })
    model.setIndexBuffer(buffers.order)
    model.setVertexCount(order.length)
    this.setState({ ...buffers, origin })
  }

  override draw(): void {
    const { model, corners, origin } = this.state
    const { colour, widthPixels } = this.props
    const { viewport } = this.context
    if (corners === null) return
    const ratio = this.context.device.getDefaultCanvasContext().cssToDeviceRatio()
    const [x, y] = viewport.center as [number, number]
    const scale: [number, number] = [(2 * viewport.scale) / viewport.width, (2 * viewport.scale) / viewport.height]
    model.shaderInputs.setProps({
      segment: {
        colour: colour.map((part) => part / 255), scale, shift: [(origin[0] - x) * scale[0], (origin[1] - y) * scale[1]],
        size: [viewport.width * ratio, viewport.height * ratio], width: widthPixels * ratio,
      },
    })
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

/** Corners beside an origin of their own: single precision is then finer than a pixel at any zoom the lines are drawn for. */
export function meshOf(segments: Float64Array): { origin: [number, number]; corners: Float32Array; order: Uint32Array } {
  const count = segments.length / 4
  const x = (n: number): number => worldX(segments[n]!) * COMMON
  const y = (n: number): number => (1 - worldY(segments[n]!)) * COMMON
  const origin: [number, number] = [x(2 * Math.floor(count / 2) * 2), y(2 * Math.floor(count / 2) * 2 + 1)]
  const corners = new Float32Array(count * CORNERS * NUMBERS)
  const order = new Uint32Array(count * 6)
  for (let n = 0; n < count; n++) {
    const [ax, ay, bx, by] = [x(4 * n) - origin[0], y(4 * n + 1) - origin[1], x(4 * n + 2) - origin[0], y(4 * n + 3) - origin[1]]
    corners.set([ax, ay, bx, by, 0, 1, ax, ay, bx, by, 0, -1, ax, ay, bx, by, 1, 1, ax, ay, bx, by, 1, -1], n * CORNERS * NUMBERS)
    const first = n * CORNERS
    order.set([first, first + 1, first + 2, first + 2, first + 1, first + 3], n * 6)
  }
  return { origin, corners, order }
}
