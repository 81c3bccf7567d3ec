/** A painted canvas as the bytes of a picture. */

export async function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(canvas, 'image/png')
}

const JPEG_QUALITY = 0.85

/** PNG or JPEG, whichever is smaller: flat colours with writing are, as a rule, smaller and sharper as PNG. */
export async function smallerOf(canvas: HTMLCanvasElement): Promise<{ type: 'image/png' | 'image/jpeg'; bytes: Uint8Array<ArrayBuffer> }> {
  const [png, jpeg] = await Promise.all([bytesOf(canvas, 'image/png'), bytesOf(canvas, 'image/jpeg', JPEG_QUALITY)])
  return png.length <= jpeg.length ? { type: 'image/png', bytes: png } : { type: 'image/jpeg', bytes: jpeg }
}

async function bytesOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  if (blob === null) throw new Error(`this browser writes no ${type} of ${canvas.width} × ${canvas.height}`)
  return new Uint8Array(await blob.arrayBuffer())
}
