/** The map as a picture: the very frame that is painted, with a sheet drawn around it. */
import type { Theme } from '@mui/material/styles'
import { fileName } from '../../../preload/contract/file-name.ts'
import type { City } from '../../../preload/contract/model.ts'
import { loadFontFor } from '../../chrome/fonts.ts'
import type { Text } from '../../chrome/phrase.ts'
import type { MarkKind } from '../marks.ts'
import type { Shade } from '../../chrome/ground/palette.ts'
import { scaleBar } from '../../chrome/ground/scale.ts'
import { getSurface } from '../surface.ts'
import { drawSheet, lettersOf, type Sheet } from './draw-sheet.ts'
import type { PictureFacts } from '../../chrome/ground/picture-facts.ts'
import type { Made } from './use-export.ts'

export const SCALES = [1, 2] as const
export type PictureScale = (typeof SCALES)[number]

export interface PictureSource {
  facts: PictureFacts
  city: City
  /** Kinds of marks that stand on the map now. */
  marks: readonly MarkKind[]
  attribution: string
}

const BAR_ROOM = 140

/** `approvalNumber`: of the map, as the authority gave it, or ''. Null when nothing can be painted, such as after the graphics context was lost. */
export async function makePicture(source: PictureSource, approvalNumber: string, scale: PictureScale, theme: Theme, text: Text): Promise<Made | null> {
  const sheet = sheetOf(source, approvalNumber, theme, text, Date.now())
  await loadFontFor(lettersOf(sheet))
  const surface = getSurface()
  const frame = surface.readFrame(scale)
  const width = surface.size().width * surface.halves()
  if (frame === null || frame.width === 0 || width === 0) return null
  const canvas = drawSheet(frame, frame.width / width, sheet)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) return null
  const { facts: { title, days, provenance } } = source
  const name = fileName([title, ...days, ...(provenance.simulated ? [text.t('mark.simulated')] : [])], 'png')
  return { name, type: 'image/png', bytes: new Uint8Array(await blob.arrayBuffer()), rows: null }
}

function sheetOf({ facts, city, marks, attribution }: PictureSource, approvalNumber: string, { palette }: Theme, text: Text, now: number): Sheet {
  const { t, locale, number, dateTime } = text
  const { asOf, simulated } = facts.provenance
  const camera = getSurface().camera()
  const bar = camera === null ? null : scaleBar(camera.lat, camera.zoom, BAR_ROOM)
  const english = locale === 'en'
  return {
    facts, locale, shade: palette.mode as Shade,
    colours: { paper: palette.background.paper, text: palette.text.primary, muted: palette.text.secondary, line: palette.divider, warning: palette.warning.text ?? palette.warning.main },
    head: `${t('product.name')} · ${(english ? city.nameEn : null) ?? city.name}`,
    mark: simulated ? t('mark.simulated') : null,
    asOf: asOf === null ? t('age.never') : t('export.picture.asOf', { time: dateTime(asOf), zone: city.timeZone, made: dateTime(now) }),
    legendTitle: t('map.legend'),
    bar: bar === null ? null : { ...bar, words: bar.meters >= 1000 ? t('map.scale.km', { n: number(bar.meters / 1000) }) : t('map.scale.m', { n: number(bar.meters) }) },
    marks: marks.length === 0 ? [] : [t('export.picture.marks', { list: marks.map((kind) => `${t(`map.letter.${kind}`)} ${t(`map.kind.${kind}`)}`).join(english ? ', ' : '、') })],
    notes: [attribution, approvalNumber === '' ? '' : t('map.approval', { number: approvalNumber })].filter((note) => note !== ''),
  }
}
