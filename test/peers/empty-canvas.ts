/** No heat map at all: a canvas of the map's size in a page without anything else, filled with another colour for each change. What it costs no map on this machine can do without. */
import type { PeerCamera } from './peer-page.ts'

const canvas = document.querySelector<HTMLCanvasElement>('#map')!
Object.assign(canvas, { width: innerWidth, height: innerHeight })
const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false })!
let camera: PeerCamera = { lng: 0, lat: 0, zoom: 1 }
let shade = 0

const program = gl.createProgram()
for (const [kind, source] of [
  [gl.VERTEX_SHADER, 'void main() { gl_Position = vec4(gl_VertexID == 1 ? 3 : -1, gl_VertexID == 2 ? 3 : -1, 0, 1); }'],
  [gl.FRAGMENT_SHADER, 'precision highp float; uniform float shade; out vec4 colour; void main() { colour = vec4(shade, 0.5, 0.5, 1); }'],
] as const) {
  const shader = gl.createShader(kind)!
  gl.shaderSource(shader, `#version 300 es\n${source}`)
  gl.compileShader(shader)
  gl.attachShader(program, shader)
}
gl.linkProgram(program)
gl.useProgram(program)
const place = gl.getUniformLocation(program, 'shade')

function fill(): void {
  shade = (shade + 1) % 256
  gl.uniform1f(place, shade / 255)
  gl.drawArrays(gl.TRIANGLES, 0, 3)
}

window.peer = {
  load: () => Promise.resolve(),
  show() {
    fill()
    return { records: 0, total: 0 }
  },
  setCamera(next) {
    camera = next
    fill()
  },
  camera: () => camera,
}
