/** Whether WebGL is computed by the processor: the names under which such renderers go. */

/** SwiftShader in Chromium, llvmpipe and softpipe in Mesa, WARP and the basic display driver in Windows. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render|\bwarp\b/i

export function isSoftwareName(renderer: string): boolean {
  return SOFTWARE.test(renderer)
}

/** Of a canvas that has its context already. */
export function isSoftware(canvas: HTMLCanvasElement): boolean {
  const gl = canvas.getContext('webgl2')
  const names = gl?.getExtension('WEBGL_debug_renderer_info')
  return gl != null && names != null && isSoftwareName(String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)))
}
