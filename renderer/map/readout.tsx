/** The value under the pointer, or at the centre for the keyboard: number, unit and place; spoken politely for the keyboard. */
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { useText } from '../chrome/text.ts'
import type { Text } from '../chrome/phrase.ts'
import type { Cells } from '../../preload/contract/cells.ts'
import type { AreaFigure, AreaFigures } from '../../preload/contract/measure.ts'
import type { City } from '../../preload/contract/model.ts'
import { unitOf, writeCell, writeFigure } from '../chrome/ground/area-words.ts'
import { areaOf, nameOf } from '../chrome/ground/areas.ts'
import type { Border } from '../../preload/contract/place.ts'
import { useLive } from '../state/live.ts'
import { borderWords } from '../chrome/border-words.ts'
import { overdueWords } from './overdue-words.ts'
import { placeOf } from '../chrome/ground/camera.ts'
import type { Camera } from '../chrome/ground/camera.ts'
import { decimalsFor, numberWriter } from '../chrome/ground/limits.ts'
import { markAt } from './marks.ts'
import type { Mark } from './marks.ts'
import { classColour } from '../chrome/ground/palette.ts'
import type { Shade } from '../chrome/ground/palette.ts'
import { readAt } from './reading.ts'
import type { Reading, ReadingGround } from './reading.ts'
import { getSurface } from './surface.ts'

const NO_BORDERS: Border[] = []

interface Props {
  container: RefObject<HTMLElement | null>
  /** Of the one picture, or of the left and the right one. */
  grounds: readonly ReadingGround[]
  marks: readonly (readonly Mark[])[]
  city: City
  shade: Shade
  /** Centre of the settled camera while the map has the keyboard, else null. */
  centre: Camera | null
}

export function Readout({ container, grounds, marks, city, shade, centre }: Props): ReactNode {
  const text = useText()
  const pointer = usePointer(container)
  const surface = getSurface()
  const camera = surface.camera()
  const size = surface.size()
  const { half, x } = pointer === null ? { half: 0 as const, x: 0 } : surface.halfAt(pointer[0])
  const at = pointer !== null && camera !== null ? placeOf(camera, size, x, pointer[1]) : centre !== null ? ([centre.lng, centre.lat] as const) : null
  const mark = pointer !== null && camera !== null ? markAt(marks[half] ?? [], camera, size, x, pointer[1]) : null
  const borders = useBorders(mark ?? (pointer === null ? centre : null))
  useEffect(() => surface.setCursor(mark === null ? 'crosshair' : 'pointer'), [surface, mark])
  const words = at === null ? '' : wordsAt(grounds, at[0], at[1], city, text)
  const ground = grounds[half]
  const reading = at === null || ground === undefined ? null : readAt(ground, at[0], at[1])
  const spoken = centre === null || pointer !== null ? '' : `${text.t('map.reading.centre')} ${words}${bordersWords(borders, text)}`
  const level = reading?.kind === 'value' || reading?.kind === 'area' ? reading.level : null
  return (
    <>
      <Box component="output" aria-live="polite" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{spoken}</Box>
      {pointer !== null && grounds.length === 2 ? <OtherPointer x={half === 0 ? x + size.width : x} y={pointer[1]} /> : null}
      {reading === null ? null : (
        <Paper data-readout="" sx={{ position: 'absolute', bottom: 34, right: 12, px: 1.5, py: 0.5, display: 'flex', gap: 1, alignItems: 'center', pointerEvents: 'none', maxWidth: 'calc(100% - 344px)' }}>
          <Box component="span" sx={{ width: 14, height: 14, flex: 'none', border: 1, borderColor: 'divider', backgroundColor: level === null ? 'transparent' : rgba(classColour(shade, level)) }} />
          <Typography variant="body2" component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
            {mark === null ? null : <><bdi>{markWords(mark, text)}</bdi>{' · '}</>}
            {text.t(pointer === null ? 'map.reading.centre' : 'map.reading.pointer')} <bdi>{words}</bdi>
            {borders.length === 0 ? null : <Box component="span" data-borders="" sx={{ color: 'warning.text' }}>{bordersWords(borders, text)}</Box>}
          </Typography>
        </Paper>
      )}
    </>
  )
}

/** Borders of the mark under the pointer, or of the centre for the keyboard: for a place passed by nobody asks. */
function useBorders(place: { lng: number; lat: number } | null): Border[] {
  const live = useLive('places.border', place === null ? null : { lng: place.lng, lat: place.lat }, ['places'])
  return place !== null && live.state === 'here' && !live.asking ? live.value : NO_BORDERS
}

function bordersWords(borders: readonly Border[], text: Text): string {
  return borders.map((border) => ` · ${borderWords(border, text)}`).join('')
}

export function rgba([r, g, b, a]: readonly number[]): string {
  return `rgba(${r}, ${g}, ${b}, ${((a ?? 255) / 255).toFixed(3)})`
}

function markWords(mark: Mark, text: Text): string {
  const { t, number } = text
  if (mark.kind === 'overdue') return overdueWords(mark, text)
  const kind = t(`map.kind.${mark.kind}`)
  if (mark.openCount !== null) return `${kind} ${t('map.places.clusterOpen', { n: number(mark.count), open: number(mark.openCount) })}`
  if (mark.count > 1) return `${kind} ${number(mark.count)}`
  const opening = mark.opening === 'open' || mark.opening === 'closed' ? ` · ${t(`map.opening.${mark.opening}`)}` : ''
  return `${kind} ${mark.name}`.trimEnd() + opening
}

/** One value and its place; of two periods both values and the plain difference, later less earlier. */
function wordsAt(grounds: readonly ReadingGround[], lng: number, lat: number, city: City, text: Text): string {
  const { t, locale } = text
  const [left, right] = grounds.map((ground) => ({ ground, reading: readAt(ground, lng, lat) }))
  if (left === undefined || left.reading.kind === 'nowhere') return t('map.reading.nowhere')
  const { district, street } = left.reading
  const place = [district, street].map((id) => nameOf(areaOf(city, id), locale === 'en')).filter((name) => name !== '').join(' ')
  const value = right === undefined ? valueWords(left, text) : [t('map.compare.left', { value: valueWords(left, text) }), t('map.compare.right', { value: valueWords(right, text) }), differenceWords(left.reading, right.reading, text)].filter((part) => part !== '').join(' · ')
  return place === '' ? value : `${value} · ${place}`
}

function valueWords({ reading, ground: { field, areas, cells } }: { reading: Reading; ground: ReadingGround }, text: Text): string {
  const { t, locale } = text
  if (reading.kind === 'nowhere') return t('map.reading.nowhere')
  const unit = field === null ? '' : t(`map.unit.${field.unit}`)
  return reading.kind === 'area' ? areaWords(reading.figure, areas, cells, text) : reading.kind === 'unknown' ? t('map.reading.unknown')
    : reading.kind === 'outside' ? t('map.reading.outside')
    : reading.value > 0 ? `${numberWriter(locale)(reading.value, decimalsFor(reading.value))} ${unit}` : t('map.reading.zero', { unit })
}

/** Untested, and said to be: chance alone makes differences. */
function differenceWords(left: Reading, right: Reading, { t, locale }: Text): string {
  const [from, to] = [amountOf(left), amountOf(right)]
  if (from === null || to === null) return ''
  const difference = to - from
  const digits = decimalsFor(Math.max(Math.abs(from), Math.abs(to)))
  const words = numberWriter(locale)(Math.abs(difference), digits)
  return t('map.compare.difference', { value: `${words === '0' ? '' : difference > 0 ? '+' : '\u2212'}${words}` })
}

function amountOf(reading: Reading): number | null {
  return reading.kind === 'value' ? reading.value : reading.kind === 'area' ? reading.figure.value : null
}

/** The same place in the other half. */
function OtherPointer({ x, y }: { x: number; y: number }): ReactNode {
  return (
    <Box component="svg" aria-hidden="true" viewBox="0 0 23 23" style={{ left: x - 11.5, top: y - 11.5 }} sx={{ position: 'absolute', width: 23, height: 23, pointerEvents: 'none' }}>
      <circle cx="11.5" cy="11.5" r="8" fill="none" stroke="#fff" strokeWidth="4.5" />
      <circle cx="11.5" cy="11.5" r="8" fill="none" stroke="#111820" strokeWidth="2" />
    </Box>
  )
}

function areaWords(figure: AreaFigure, areas: AreaFigures | null, cells: Cells | null, text: Text): string {
  const measured = cells ?? areas
  const said = cells === null ? writeFigure(figure, text) : writeCell(figure, cells, text)
  const words = figure.value === null || measured === null ? said : `${said} ${unitOf(measured, text)}`
  return figure.value === null || figure.reliability === 'plain' ? words : `${words} · ${text.t(`map.areas.${figure.reliability}`)}`
}

/** Pixel of the mouse over the map, once a frame; null while it is elsewhere or over an overlay. */
function usePointer(container: RefObject<HTMLElement | null>): [number, number] | null {
  const [pointer, setPointer] = useState<[number, number] | null>(null)
  useEffect(() => {
    const element = container.current
    if (element === null) return
    let frame = 0
    const move = (event: PointerEvent): void => {
      cancelAnimationFrame(frame)
      const box = element.getBoundingClientRect()
      const over = (event.target as Element).tagName === 'CANVAS'
      frame = requestAnimationFrame(() => setPointer(over ? [event.clientX - box.left, event.clientY - box.top] : null))
    }
    const leave = (): void => {
      cancelAnimationFrame(frame)
      setPointer(null)
    }
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerleave', leave)
    return () => {
      leave()
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerleave', leave)
    }
  }, [container])
  return pointer
}
