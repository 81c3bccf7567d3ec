/** A page that remembers the last picture of its map's canvas, and tells when nothing stirs any more. */
import type { Page } from 'playwright-core'

export type Rgb = [number, number, number]
interface Remembered { pixels: Uint8Array | null; width: number; height: number; stirs: number; inFlight: number }
type Remembering = Window & { remembered: Remembered }

/** Runs in the page before anything else: after each frame that drew, the canvas is read back in the same task. */
function remember(): void {
  const kept: Remembered = { pixels: null, width: 0, height: 0, stirs: 0, inFlight: 0 }
  Object.assign(window, { remembered: kept })
  let drawn: WebGL2RenderingContext | null = null
  const { prototype } = WebGL2RenderingContext
  for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced', 'clear'] as const) {
    const draw = prototype[name] as (...values: unknown[]) => void
    Object.assign(prototype, {
      [name](this: WebGL2RenderingContext, ...values: unknown[]) {
        // oxlint-disable-next-line typescript/no-this-alias -- which context drew is what is wanted
        drawn = this
        draw.apply(this, values)
      },
    })
  }
  const request = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      drawn = null
      callback(time)
      if (drawn === null) return
      const gl: WebGL2RenderingContext = drawn
      const bound: unknown = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING)
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null)
      const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight]
      if (kept.pixels?.length !== width * height * 4) kept.pixels = new Uint8Array(width * height * 4)
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, kept.pixels)
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, bound as WebGLFramebuffer | null)
      Object.assign(kept, { width, height, stirs: kept.stirs + 1 })
    })
  const plainFetch = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    if (input !== '/api/call') return plainFetch(input, init)
    kept.stirs++
    kept.inFlight++
    try {
      return await plainFetch(input, init)
    } finally {
      kept.stirs++
      kept.inFlight--
    }
  }
}

export const rememberPictures = (page: Page): Promise<unknown> => page.addInitScript(remember)

/** Until, for so long by the page's own timers, no frame was drawn and no answer was on its way. A timer the page set before, of a shorter time, has run by then. */
export async function untilQuiet(page: Page, quietMs: number): Promise<void> {
  await page.evaluate((ms) => new Promise<void>((resolve) => {
    const { remembered } = window as unknown as Remembering
    const look = (): void => {
      const before = remembered.stirs
      setTimeout(() => (before === remembered.stirs && remembered.inFlight === 0 && remembered.pixels !== null ? resolve() : look()), ms)
    }
    look()
  }), quietMs)
}

/** Colours at these pixels, from the top left; null outside the canvas. What shows through a canvas is the page's ground, which is `ground`. */
export function coloursAt(page: Page, pixels: readonly (readonly [number, number])[], ground: Rgb): Promise<(Rgb | null)[]> {
  return page.evaluate(({ pixels, ground }) => {
    const { pixels: bytes, width, height } = (window as unknown as Remembering).remembered
    return pixels.map(([x, y]): [number, number, number] | null => {
      const [column, row] = [Math.floor(x), height - 1 - Math.floor(y)]
      if (bytes === null || column < 0 || row < 0 || column >= width || row >= height) return null
      const at = 4 * (row * width + column)
      const through = 1 - bytes[at + 3]! / 255
      // A canvas holds colours already multiplied by their alpha.
      return [0, 1, 2].map((i) => Math.round(bytes[at + i]! + through * ground[i]!)) as [number, number, number]
    })
  }, { pixels: pixels.map(([x, y]): [number, number] => [x, y]), ground })
}

/** Width and height of the canvas in pixels. */
export function canvasSize(page: Page): Promise<{ width: number; height: number }> {
  return page.evaluate(() => {
    const { width, height } = (window as unknown as Remembering).remembered
    return { width, height }
  })
}
