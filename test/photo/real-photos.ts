/** Pictures of 24 × 16 pixels as a browser's own encoders wrote them, and what cameras hang on to such files. */
import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { chunk } from '../../main/photo/bare-png.ts'

const of = (base64: string): Buffer => Buffer.from(base64, 'base64')
export const JPEG = of(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAQDBf/EACUQAAIBAwIGAwEAAAAAAAAAAAECAwQFEQBBBhITFCExFVFhof/EABYBAQEBAAAAAAAAAAAAAAAAAAMBBP/EAB4RAAEEAQUAAAAAAAAAAAAAAAMAAhESIgEUITEy/9oADAMBAAIRAxEAPwDvXi/fF1awdt1eZA/N1OXcjHo/WoxxWHgkZaQJICAoL5BznJ9D6/utr9ZKq5VqTwSQqqxhCHJBzknYfupKfhacQSrNNEJCVMZUkjfIPgfmo7UluOkhWh20s9q6zX166p7eojRXYEqUzg4286aWaxPQ1PcVEiM6ghQmcDO/nTSDtGSwitXJf//Z',
)
export const PNG = of(
  'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAYAAAAMJL+VAAABH0lEQVR4AcxQvWrCUBg9pIXYxdK5Q2mlfYKCILgIDoKLi6Ou7j5HdmdHFxfBQXARlIBPoCQi6KroEgNq5AQ+MfgTLxgwcPg+zs89N1cbWgsvSmiI+HvOgrW7RnfShTEwUG6WUWqWYPQNn6N2+iiBP7CLWYSB4daohdqwBnNmwtk62Gw3MOemz1GjRxAoEPLW5M3b4/ZVCzV6xKBc0Jv24O5cyZ9NavSIoFSwetNgL23JXp3W0jpqSgVMefA47oZSwbuzR+IjEXr4qUepgCenv9LQX3SuF0GNHhGVCzLfGeR+c5I/m9ToEUG5gMH8Xx6V/wqSn0nEXmM+uJOjRo8gUPDT6CAMDMb1OHjLaqqKeqHugzs5avQIAgVCPnJGXnAAAAD//5Q9VIMAAAAGSURBVAMAqaXEMaf6sBoAAAAASUVORK5CYII=',
)
export const WEBP = of(
  'UklGRoICAABXRUJQVlA4WAoAAAAgAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDgglAAAAFAEAJ0BKhgAEAA+0VajS6gkoyGwCAEAGglsAJ0ygANN8A0qaUpoTUY1oAAA/u1Cazun9fCX5hzu/mCIZkMw268t6MCxpcmb6tbV+LVSTYfVhDuGPiTGRfs5qjC4VOz3270o/WsQcXY9rhuyhiVl+Dz3ylrmuoK99WCQmnTLY6lrFXKlC8HBRMKl0rhJN9nBqqB7oAA=',
)
export const WEBP_ALPHA = of(
  'UklGRqwCAABXRUJQVlA4WAoAAAAwAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZBTFBIVwAAAAFXYKYB0jhwcjIiaAKDGBGB/ixzlMEotq02n8EAJkqyQ0MkRAYGUgxkj4Ks2vVJVRDR/wmQgc2yWSVyAwRAZxIwZx4gZl7gbPIAMZOAORMAnTHrZZWMCQBWUDggXgAAADADAJ0BKhgAEAA+0VSjS6gkoyGwCAEAGglsAJ0ME7BCmwAA/ufJJXL6bYamZUBt/8is59Y1q17c1jyGHwa7Kb80dKP/l1N0bwIQ7cSjubnj0zw3rsYxgmy10GWS0AA=',
)
export const WEBP_LOSSLESS = of(
  'UklGRo4CAABXRUJQVlA4WAoAAAAwAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDhMoAAAAC8XwAMQd2CmbRuX/+CM266pNBQ0khoNCnCBR7Q/LYGkjfBi79/mBY6ZNlLj9z/+SJAAChBCgKn2T57Q+GAhXwlXBAeQ7XF54Kq2bVWZ7z0CvBRoCTIQgRwE0AB8QxjdGRgkuB1wSRDRf7Vt2zDa7PScAQAAAABAO5l3K66llDJO0nlhl2T4wj7J7JnLIcn6Pe/FC9sko68atdPN7cb/fAM=',
)

/** 29°52′7″ N 121°32′38″ E, which no file may say afterwards; `orientation` 6: turned a quarter. */
export function cameraNotes(orientation = 6): Buffer {
  const [ifd0, gps, data] = [8, 8 + 2 + 12 * 3 + 4, 8 + 2 + 12 * 3 + 4 + 2 + 12 * 4 + 4]
  const tiff = Buffer.alloc(data + 48 + MAKER.length)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(ifd0, 4)
  const entry = (at: number, tag: number, kind: number, count: number, value: number): void => {
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(kind, at + 2)
    tiff.writeUInt32LE(count, at + 4)
    if (kind === 3) tiff.writeUInt16LE(value, at + 8)
    else tiff.writeUInt32LE(value, at + 8)
  }
  tiff.writeUInt16LE(3, ifd0)
  entry(ifd0 + 2, 0x010f, 2, MAKER.length, data + 48)
  entry(ifd0 + 14, 0x0112, 3, 1, orientation)
  entry(ifd0 + 26, 0x8825, 4, 1, gps)
  tiff.writeUInt16LE(4, gps)
  entry(gps + 2, 1, 2, 2, 0x4e)
  entry(gps + 14, 2, 5, 3, data)
  entry(gps + 26, 3, 2, 2, 0x45)
  entry(gps + 38, 4, 5, 3, data + 24)
  for (const [i, value] of [29, 52, 7, 121, 32, 38].entries()) {
    tiff.writeUInt32LE(value, data + 8 * i)
    tiff.writeUInt32LE(1, data + 8 * i + 4)
  }
  tiff.write(MAKER, data + 48, 'latin1')
  return tiff
}

export const MAKER = 'WHERE-IT-WAS 29.8686N 121.5439E'

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

/** As a phone writes it: notes, a description, a second picture behind the end, and a film. */
export function phoneJpeg(orientation?: number): Buffer {
  const notes = segment(0xe1, Buffer.concat([latin('Exif\0\0'), cameraNotes(orientation)]))
  const words = segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${MAKER}</x:xmpmeta>`))
  const index = segment(0xe2, latin(`MPF\0${MAKER}`))
  return Buffer.concat([JPEG.subarray(0, 2), notes, words, index, segment(0xed, latin(`Photoshop 3.0\0${MAKER}`)), segment(0xfe, latin(MAKER)), JPEG.subarray(2), JPEG, latin(`ftypmp42${MAKER}`)])
}

export function phonePng(orientation?: number): Buffer {
  const afterHead = 8 + 25
  const noted = [chunk('eXIf', cameraNotes(orientation)), chunk('tEXt', latin(`Comment\0${MAKER}`)), chunk('iTXt', latin(`XML:com.adobe.xmp\0\0\0\0\0${MAKER}`)), chunk('tIME', Buffer.from([7, 234, 11, 28, 21, 0, 0])), chunk('whAt', latin(MAKER))]
  return Buffer.concat([PNG.subarray(0, afterHead), ...noted, PNG.subarray(afterHead), latin(MAKER)])
}

const piece = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

export function phoneWebp(from: Buffer = WEBP, orientation?: number): Buffer {
  const whole = Buffer.concat([from, piece('EXIF', cameraNotes(orientation)), piece('XMP ', latin(`<x:xmpmeta>${MAKER}</x:xmpmeta>`)), piece('whAt', latin(MAKER))])
  whole.writeUInt32LE(whole.length - 8, 4)
  whole[20] = whole[20]! | 0x0c
  return Buffer.concat([whole, latin(MAKER)])
}

/** A picture unlike any other, of about `side`² bytes. */
export function pictureOf(side = 24): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 0], 8)
  const lines = Buffer.concat(Array.from({ length: side }, () => Buffer.concat([Buffer.alloc(1), randomBytes(side)])))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))])
}
