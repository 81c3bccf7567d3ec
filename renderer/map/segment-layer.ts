/**
 * Straight lines of one colour and one width in pixels, all in one mesh. An instance for each, as the general line layer draws them,
 * costs a software GPU as much as a thousand pixels; projected once on the CPU, a corner costs it next to nothing.
 */
import type { ShaderModule } from '@luma.gl/shadertools'
import { type Mesh, MeshLayer, type MeshShaders, type Placed, placeInWorld } from './mesh-layer.ts'

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
/** `size` and `width` in the canvas's pixels. */
const SHADERS: MeshShaders = {
  vs: VERTEX, fs: FRAGMENT,
  layout: { byteStride: 4 * NUMBERS, attributes: [
    { attribute: 'start', format: 'float32x2', byteOffset: 0 }, { attribute: 'end', format: 'float32x2', byteOffset: 8 }, { attribute: 'corner', format: 'float32x2', byteOffset: 16 },
  ] },
  uniforms: {
    name: 'segment', vs: BLOCK, fs: BLOCK, uniformTypes: { colour: 'vec4<f32>', scale: 'vec2<f32>', shift: 'vec2<f32>', size: 'vec2<f32>', width: 'f32' },
  } as const satisfies ShaderModule,
}

export class SegmentLayer extends MeshLayer<SegmentProps, Float64Array> {
  static override layerName = 'SegmentLayer'
  static override defaultProps = { segments: { type: 'object', value: new Float64Array(0), compare: false }, colour: { type: 'array', value: [0, 0, 0, 255], compare: true }, widthPixels: 1 } as never

  protected override shaders(): MeshShaders {
    return SHADERS
  }
  protected override shapesOf({ segments }: SegmentProps): Float64Array {
    return segments
  }
  protected override meshOf(segments: Float64Array): Mesh {
    return meshOf(segments)
  }
  protected override told(placed: Placed): { segment: Record<string, unknown> } {
    const { colour, widthPixels } = this.props
    const { device, viewport } = this.context
    const ratio = device.getDefaultCanvasContext().cssToDeviceRatio()
    return { segment: { ...placed, colour: colour.map((part) => part / 255), size: [viewport.width * ratio, viewport.height * ratio], width: widthPixels * ratio } }
  }
}

/** Four corners and two triangles for each line. */
export function meshOf(segments: Float64Array): Mesh {
  const count = segments.length / 4
  const end = (n: number): [number, number] => placeInWorld(segments[2 * n]!, segments[2 * n + 1]!)
  const origin = end(2 * Math.floor(count / 2))
  const corners = new Float32Array(count * CORNERS * NUMBERS)
  const order = new Uint32Array(count * 6)
  for (let n = 0; n < count; n++) {
    const [[ax, ay], [bx, by]] = [end(2 * n), end(2 * n + 1)].map(([x, y]) => [x! - origin[0], y! - origin[1]]) as [[number, number], [number, number]]
    corners.set([ax, ay, bx, by, 0, 1, ax, ay, bx, by, 0, -1, ax, ay, bx, by, 1, 1, ax, ay, bx, by, 1, -1], n * CORNERS * NUMBERS)
    const first = n * CORNERS
    order.set([first, first + 1, first + 2, first + 2, first + 1, first + 3], n * 6)
  }
  return { origin, corners, order }
}
