/** A picture of classes on the ground: one texel a cell, each pixel the colour of the cell it lies in and nothing more. */
import { BitmapLayer } from '@deck.gl/layers'

/** A fetch without a filter: on a software GPU the general layer's tint, filter and conversions cost three times the picture. */
const FRAGMENT = `\
#version 300 es
#define SHADER_NAME class-layer-fragment-shader
precision highp float;
uniform sampler2D bitmapTexture;
in vec2 vTexCoord;
out vec4 fragColor;
void main(void) {
  fragColor = texture(bitmapTexture, vTexCoord);
}
`

const VERTEX = `\
#version 300 es
#define SHADER_NAME class-layer-vertex-shader
in vec2 texCoords;
in vec3 positions;
in vec3 positions64Low;
out vec2 vTexCoord;
void main(void) {
  vTexCoord = texCoords;
  gl_Position = project_position_to_clipspace(positions, positions64Low, vec3(0.0), geometry.position);
}
`

export class ClassLayer extends BitmapLayer {
  static override layerName = 'ClassLayer'

  override getShaders(): ReturnType<BitmapLayer['getShaders']> {
    return { ...super.getShaders(), vs: VERTEX, fs: FRAGMENT }
  }
}
