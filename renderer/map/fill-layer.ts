/**
 * Polygons of one colour without light, outline or height, all in one mesh. The general layer projects each corner in double precision on the GPU and
 * asks of each pixel whether it is pointed at: a software GPU pays for both in each frame.
 */
import type { ShaderModule } from '@luma.gl/shadertools'
import { earcut } from '@math.gl/polygon'
import type { Polygon } from '../chrome/ground/base-map.ts'
import type { Rgb } from '../chrome/ground/palette.ts'
import { type Mesh, MeshLayer, type MeshShaders, type Placed, placeInWorld } from './mesh-layer.ts'

export interface FillProps {
  /** In degrees; the same array is the same polygons. */
  polygons: readonly Polygon[]
  colour: Rgb
}

const VERTEX = `\
#version 300 es
#define SHADER_NAME fill-layer-vertex-shader
in vec2 corners;
void main(void) {
  gl_Position = vec4(corners * fill.scale + fill.shift, 0.0, 1.0);
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
const SHADERS: MeshShaders = {
  vs: VERTEX, fs: FRAGMENT, layout: { format: 'float32x2' },
  uniforms: { name: 'fill', vs: BLOCK, fs: BLOCK, uniformTypes: { colour: 'vec4<f32>', scale: 'vec2<f32>', shift: 'vec2<f32>' } } as const satisfies ShaderModule,
}

export class FillLayer extends MeshLayer<FillProps, readonly Polygon[]> {
  static override layerName = 'FillLayer'
  static override defaultProps = { polygons: { type: 'object', value: [], compare: false }, colour: { type: 'array', value: [0, 0, 0], compare: true } } as never

  protected override shaders(): MeshShaders {
    return SHADERS
  }
  protected override shapesOf({ polygons }: FillProps): readonly Polygon[] {
    return polygons
  }
  protected override meshOf(polygons: readonly Polygon[]): Mesh {
    return trianglesOf(polygons)
  }
  protected override told(placed: Placed): { fill: Record<string, unknown> } {
    return { fill: { ...placed, colour: [...this.props.colour.map((part) => part / 255), 1] } }
  }
}

export function trianglesOf(polygons: readonly Polygon[]): Mesh {
  const origin = placeInWorld(...(polygons[0]?.[0]?.[0] ?? [0, 0]))
  const corners: number[] = []
  const order: number[] = []
  for (const rings of polygons) {
    const from = corners.length / 2
    const flat = rings.flatMap((ring) => ring.flatMap(([lng, lat]) => {
      const [x, y] = placeInWorld(lng, lat)
      return [x - origin[0], y - origin[1]]
    }))
    const holes = rings.slice(0, -1).reduce<number[]>((starts, ring) => [...starts, (starts.at(-1) ?? 0) + ring.length], [])
    corners.push(...flat)
    order.push(...earcut(flat, holes).map((n) => from + n))
  }
  return { origin, corners: Float32Array.from(corners), order: Uint32Array.from(order) }
}
