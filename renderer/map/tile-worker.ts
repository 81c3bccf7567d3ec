/** Entry of the drawing thread: takes one order after the other, answers with a picture and its names. */
import { paintVector, type Painting } from './tile-paint.ts'
import type { PaintedTile, PaintOrder } from './tile-words.ts'

interface Thread {
  addEventListener(type: 'message', hear: (event: MessageEvent<{ n: number; order: PaintOrder }>) => void): void
  postMessage(message: unknown, transfer: Transferable[]): void
}
const thread = globalThis as unknown as Thread

/** Pictures keep their shapes and lose their loudness: the field is the loudest thing on the map. */
const MUTED = { dark: 'grayscale(0.65) brightness(0.5)', light: 'grayscale(0.55) contrast(0.75) brightness(1.12)' } as const

thread.addEventListener('message', ({ data: { n, order } }) => {
  void paint(order).then(
    (painted) => thread.postMessage({ n, painted }, painted.veil === null ? [painted.image] : [painted.image, painted.veil]),
    (error: unknown) => thread.postMessage({ n, failed: String(error) }, []),
  )
})

async function paint(order: PaintOrder): Promise<PaintedTile> {
  const isVector = order.tileType === 'mvt'
  const { canvas, context } = openCanvas(order.side, !isVector)
  const { names, paintVeil }: Painting = isVector ? paintVector(context, order) : await paintPicture(context, order)
  return { target: order.target, image: isVector ? canvas.transferToImageBitmap() : await asBitmap(canvas), veil: paintVeil === null ? null : await drawVeil(order.side, paintVeil), names }
}

async function drawVeil(side: number, paintVeil: (context: OffscreenCanvasRenderingContext2D) => void): Promise<ImageBitmap> {
  const { canvas, context } = openCanvas(side, true)
  paintVeil(context)
  return asBitmap(canvas)
}

/** The layers blend by alpha themselves: a colour already multiplied by it would come out darker. */
function asBitmap(canvas: OffscreenCanvas): Promise<ImageBitmap> {
  return createImageBitmap(canvas, { premultiplyAlpha: 'none' })
}

function openCanvas(side: number, alpha: boolean): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(side, side)
  const context = canvas.getContext('2d', { alpha })
  if (context === null) throw new Error('no canvas')
  return { canvas, context }
}

async function paintPicture(context: OffscreenCanvasRenderingContext2D, { bytes, tileType, side, shade }: PaintOrder): Promise<Painting> {
  const picture = await createImageBitmap(new Blob([bytes], { type: `image/${tileType}` }))
  context.filter = MUTED[shade]
  context.drawImage(picture, 0, 0, side, side)
  picture.close()
  return { names: [], paintVeil: null }
}
