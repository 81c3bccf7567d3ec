/** The places of a sheet on a small map: outlines of streets, their names, one numbered mark for each row. Drawn, not photographed: it prints sharp and works offline. */
import type { ReactNode } from 'react'
import type { AreaBoundary, City } from '../../../preload/contract/model.ts'
import type { Text } from '../../chrome/phrase.ts'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { frameAround, pathOf, scaleBar, toPixel, type GroundFrame } from '../place/ground-frame.ts'
import { halfWidthOf, isUnder, LABEL, marksOf, numberRuns } from './numbered-marks.ts'

/** Drawn in quarters of a millimetre. */
const PER_MM = 4
/** Less ground than this, and one would not know where it is. */
const LEAST_METERS = 2_500
/** Nothing lies under the frame's edge. */
const EDGE = 16
const BAR = 144
/** Height of a street's name; a Chinese letter is as wide. */
const NAME = 12

interface Props {
  places: readonly { lng: number; lat: number }[]
  outlines: readonly AreaBoundary[]
  widthMm: number
  heightMm: number
}

export function PaperMap({ places, outlines, widthMm, heightMm }: Props): ReactNode {
  const text = useText()
  const city = useCity()
  const [width, height] = [widthMm * PER_MM, heightMm * PER_MM]
  // Numbers reach beyond their places.
  const inner = frameAround(places.map(({ lng, lat }) => [lng, lat] as const), { width: width - 2 * EDGE, height: height - 2 * EDGE }, LEAST_METERS)
  const frame: GroundFrame = { ...inner, width, height }
  const marks = marksOf(places, frame)
  const bar = scaleBar(frame, BAR)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn here, and is one picture
    <svg className="paper-map" viewBox={`0 0 ${width} ${height}`} width={`${widthMm}mm`} height={`${heightMm}mm`} role="img" aria-label={text.t('paper.map', { n: places.length })} data-paper-map={marks.length}>
      {outlines.map((outline) => <path key={outline.id} d={pathOf(frame, outline)} fill="none" stroke="#555" strokeWidth="1.2" strokeDasharray="5 3" />)}
      {namesIn(frame, city, text).filter(({ name, x, y }) => !isUnder(marks, { x, y: y - NAME / 3, half: (NAME * name.length) / 2 })).map(({ id, name, x, y }) => <text key={id} x={x} y={y} fontSize={NAME} textAnchor="middle" fill="#555">{name}</text>)}
      {marks.map(({ x, y, numbers }) => <Mark key={numbers[0]} x={x} y={y} words={numberRuns(numbers)} />)}
      <g transform={`translate(12 ${height - 12})`}>
        <rect x="-4" y="-20" width={bar.pixels + 8} height="26" fill="#fff" fillOpacity="0.85" />
        <path d={`M0 -5V0H${bar.pixels.toFixed(1)}V-5`} fill="none" stroke="#000" strokeWidth="1.4" />
        <text x={bar.pixels / 2} y="-6" fontSize="10.5" textAnchor="middle">{bar.meters >= 1_000 ? text.t('place.km', { n: text.number(bar.meters / 1_000) }) : text.t('place.m', { n: text.number(bar.meters, 0) })}</text>
      </g>
      {outlines.some(({ simulated }) => simulated) ? <text x={width - 8} y={height - 8} fontSize="10.5" textAnchor="end">{text.t('place.simulated')}</text> : null}
      <g transform={`translate(${width - 22} 28)`}>
        <path d="M0 -18L7 4L0 0L-7 4Z" fill="#000" />
        <text y="17" fontSize="11" textAnchor="middle">{text.t('paper.north')}</text>
      </g>
      <rect x="0.6" y="0.6" width={width - 1.2} height={height - 1.2} fill="none" stroke="#000" strokeWidth="1.2" />
    </svg>
  )
}

function Mark({ x, y, words }: { x: number; y: number; words: string }): ReactNode {
  const half = halfWidthOf(words)
  return (
    <g data-marks={words}>
      <rect x={x - half} y={y - LABEL.half} width={2 * half} height={2 * LABEL.half} rx={LABEL.half} fill="#fff" stroke="#000" strokeWidth="1.8" />
      <text x={x} y={y + 4.2} fontSize="11.6" fontWeight="700" textAnchor="middle" fill="#000">{words}</text>
    </g>
  )
}

function namesIn(frame: GroundFrame, city: City, { locale }: Text): { id: string; name: string; x: number; y: number }[] {
  return city.areas.flatMap(({ id, level, name, nameEn, label }) => {
    if (label === null || (level !== 'street' && level !== 'zone')) return []
    const [x, y] = toPixel(frame, label)
    return x < 30 || y < 16 || x > frame.width - 30 || y > frame.height - 10 ? [] : [{ id, name: (locale === 'en' ? nameEn : null) ?? name, x, y }]
  })
}
