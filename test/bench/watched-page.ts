/** A page that writes down its frames, each read back before it counts as painted, and its calls. */
import type { Browser, Page } from 'playwright-core'
import { findChromium, findShell, launchChromium } from '../browser/chromium.ts'
import type { ConsoleProcess } from './console-process.ts'

/** Times are the page's own milliseconds. `picture` is a sum over a part of the picture: equal pictures have equal ones. */
export interface Frame { from: number; to: number; picture: number }
export interface Call { method: string; from: number; to: number }
/** `paintedAt`: after the first frame that showed a field. `tasks`: those of the page's thread that took longer than 50 ms. */
export interface Watch { frames: Frame[]; calls: Call[]; tasks: Omit<Frame, 'picture'>[]; paintedAt: number | null }

export interface WatchedPage {
  page: Page
  read(): Promise<Watch>
  close(): Promise<void>
}

/** Runs in the page before anything else. */
function watch(token: string): void {
  const noted: Watch = { frames: [], calls: [], tasks: [], paintedAt: null }
  Object.assign(window, { benchWatch: noted })
  sessionStorage.setItem('console-token', token)
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) noted.tasks.push({ from: startTime, to: startTime + duration })
  }).observe({ type: 'longtask' })
  // It hears of the attribute when the frame's own work is done, its read-back included.
  new MutationObserver(() => (noted.paintedAt ??= performance.now())).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-field-ready'] })
  let drawn: WebGL2RenderingContext | CanvasRenderingContext2D | null = null
  // What a canvas heat map does last.
  const put = CanvasRenderingContext2D.prototype.putImageData as (...values: unknown[]) => void
  Object.assign(CanvasRenderingContext2D.prototype, {
    putImageData(this: CanvasRenderingContext2D, ...values: unknown[]) {
      // oxlint-disable-next-line typescript/no-this-alias -- which context drew is what is wanted
      drawn = this
      put.apply(this, values)
    },
  })
  const { prototype } = WebGL2RenderingContext
  for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'] as const) {
    const draw = prototype[name] as (...values: unknown[]) => void
    Object.assign(prototype, {
      [name](this: WebGL2RenderingContext, ...values: unknown[]) {
        // oxlint-disable-next-line typescript/no-this-alias -- which context drew is what is wanted
        drawn = this
        draw.apply(this, values)
      },
    })
  }
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- only this one function travels to the page
  const readBack = (gl: WebGL2RenderingContext): Uint8Array => {
    const bound: unknown = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING)
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null)
    const [width, height] = [Math.min(480, gl.drawingBufferWidth), Math.min(320, gl.drawingBufferHeight)]
    const pixels = new Uint8Array(width * height * 4)
    gl.readPixels((gl.drawingBufferWidth - width) >> 1, (gl.drawingBufferHeight - height) >> 1, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, bound as WebGLFramebuffer | null)
    return pixels
  }
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- only this one function travels to the page
  const readPlain = (context: CanvasRenderingContext2D): Uint8ClampedArray => {
    const { width, height } = context.canvas
    return context.getImageData((width - 480) >> 1, (height - 320) >> 1, 480, 320).data
  }
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- only this one function travels to the page
  const sumOf = (pixels: Uint8Array | Uint8ClampedArray): number => {
    const words = new Uint32Array(pixels.buffer)
    let sum = 0
    for (let n = 0; n < words.length; n++) sum = (Math.imul(sum, 31) + words[n]!) | 0
    return sum
  }
  const request = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      drawn = null
      const from = performance.now()
      callback(time)
      if (drawn !== null) {
        const picture = sumOf((drawn as unknown) instanceof CanvasRenderingContext2D ? readPlain(drawn as unknown as CanvasRenderingContext2D) : readBack(drawn as WebGL2RenderingContext))
        noted.frames.push({ from, to: performance.now(), picture })
      }
    })
  const plainFetch = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    if (input !== '/api/call') return plainFetch(input, init)
    const call: Call = { method: (JSON.parse(String(init?.body)) as { method: string }).method, from: performance.now(), to: Number.NaN }
    noted.calls.push(call)
    const response = await plainFetch(input, init)
    call.to = performance.now()
    return response
  }
}

export interface WatchedBrowser {
  browser: Browser
  /** The console at this fragment. */
  show(host: ConsoleProcess, hash: string): Promise<WatchedPage>
  /** Any page, in a window of this size. */
  showAt(url: string, size: { width: number; height: number }, token?: string): Promise<WatchedPage>
}

const CONSOLE_SIZE = { width: 1920, height: 1080 }

/** What is measured in: a browser that draws an address bar on the page's processors says less of the desktop's window. */
export const measuredBrowser = (): string | null => findShell() ?? findChromium()

/** A fresh browser. */
export async function openBrowser(): Promise<WatchedBrowser> {
  const browser = await launchChromium([], measuredBrowser())
  const showAt: WatchedBrowser['showAt'] = async (url, viewport, token = '') => {
    const context = await browser.newContext({ viewport, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.addInitScript(watch, token)
    await page.goto(url, { waitUntil: 'commit' })
    return { page, read: () => page.evaluate(() => (window as unknown as { benchWatch: Watch }).benchWatch), close: () => context.close() }
  }
  return { browser, showAt, show: (host, hash) => showAt(`${host.origin}/${hash}`, CONSOLE_SIZE, host.token) }
}

/** A late second picture would come within this time. */
const QUIET_MS = 800

/** Until a frame that ended after `since` (the page's clock) is the last one for long enough. */
export async function settle({ page }: WatchedPage, since = 0): Promise<void> {
  await page.waitForFunction(({ quiet, since }) => {
    const last = (window as unknown as { benchWatch: Watch }).benchWatch.frames.at(-1)
    return last !== undefined && last.to >= since && performance.now() - last.to > quiet
  }, { quiet: QUIET_MS, since }, { polling: 50, timeout: 300_000 })
}

/** The frame after which the picture did not change any more; null without one. */
export function lastChange(frames: readonly Frame[]): Frame | null {
  return frames.findLast((frame, n) => n === 0 || frame.picture !== frames[n - 1]!.picture) ?? null
}
