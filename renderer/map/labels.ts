/** Which names stand on the map at a zoom: larger places first, none over another. */
import type { Area } from '../../preload/contract/model.ts'
import { worldX, worldY } from '../chrome/ground/grid.ts'
import type { NameRank } from './tile-kinds.ts'
import type { TileName } from './tile-words.ts'

export interface Label {
  text: string
  lng: number
  lat: number
  pixels: number
  rank: 'city' | 'district' | 'street' | 'community' | 'neighbour' | NameRank
  /** Degrees counter-clockwise; only names of a base map's file have one. */
  angle?: number
}

const FROM_ZOOM: Record<Label['rank'], number> = { city: 0, district: 7.4, neighbour: 7.5, street: 11.2, community: 13.7, settlement: 10, mainRoad: 13, sideRoad: 15 }
const PIXELS: Record<Label['rank'], number> = { city: 16, district: 15, neighbour: 12, street: 13, community: 12, settlement: 12, mainRoad: 12, sideRoad: 11 }
const ORDER: Label['rank'][] = ['district', 'city', 'neighbour', 'street', 'community', 'settlement', 'mainRoad', 'sideRoad']
/** Pixels between two labels of the same text: a street runs through many tiles, and a quarter may have a name here and in the file. */
const SAME_TEXT_PIXELS = 260

/** Labels of areas that have a label point; names in the asked language where there is one. */
export function areaLabels(areas: readonly Area[], english: boolean): Label[] {
  return areas.flatMap((area) => {
    if (area.label === null) return []
    const rank = area.level === 'zone' ? 'district' : area.level
    return [{ text: (english ? area.nameEn : null) ?? area.name, lng: area.label[0], lat: area.label[1], pixels: PIXELS[rank], rank }]
  })
}

export function neighbourLabels(places: readonly { name: string; lng: number; lat: number }[]): Label[] {
  return places.map(({ name, lng, lat }) => ({ text: name, lng, lat, pixels: PIXELS.neighbour, rank: 'neighbour' }))
}

export function tileLabels(names: readonly TileName[]): Label[] {
  return names.map(({ text, lng, lat, rank, angle }) => ({ text, lng, lat, pixels: PIXELS[rank], rank, angle }))
}

/** Rough width: a Han character is as wide as it is high, a Latin one a little over half. */
function widthOf(label: Label): number {
  let width = 0
  for (const character of label.text) width += character.charCodeAt(0) > 0x2e80 ? 1 : 0.58
  return width * label.pixels
}

/** Places labels greedily in world pixels of this zoom, so the choice does not change while panning. */
export function placeLabels(labels: readonly Label[], zoom: number, gap = 6): Label[] {
  const world = 512 * 2 ** zoom
  const cell = 64
  const taken = new Map<string, [number, number, number, number][]>()
  const shown: Label[] = []
  const sameText = new Map<string, [number, number][]>()
  const wanted = labels.filter((label) => zoom >= FROM_ZOOM[label.rank] && !(label.rank === 'city' && zoom >= FROM_ZOOM.district))
  for (const label of wanted.toSorted((a, b) => ORDER.indexOf(a.rank) - ORDER.indexOf(b.rank))) {
    const x = worldX(label.lng) * world
    const y = worldY(label.lat) * world
    const [halfWidth, halfHeight] = halfSize(label, gap)
    const before = sameText.get(label.text) ?? []
    if (label.angle !== undefined && before.some(([px, py]) => Math.hypot(px - x, py - y) < SAME_TEXT_PIXELS)) continue
    const box: [number, number, number, number] = [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight]
    const keys = cellsOf(box, cell)
    if (keys.some((key) => taken.get(key)?.some((other) => overlaps(box, other)))) continue
    for (const key of keys) taken.set(key, [...(taken.get(key) ?? []), box])
    sameText.set(label.text, [...before, [x, y]])
    shown.push(label)
  }
  return shown
}

/** Of the upright box around the label, however it is turned. */
function halfSize(label: Label, gap: number): [halfWidth: number, halfHeight: number] {
  const turned = ((label.angle ?? 0) * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(turned)), Math.abs(Math.sin(turned))]
  const [width, height] = [widthOf(label) / 2, label.pixels / 2]
  return [width * cos + height * sin + gap, width * sin + height * cos + gap / 2]
}

function cellsOf([x0, y0, x1, y1]: [number, number, number, number], cell: number): string[] {
  const keys: string[] = []
  for (let i = Math.floor(x0 / cell); i <= Math.floor(x1 / cell); i++) {
    for (let j = Math.floor(y0 / cell); j <= Math.floor(y1 / cell); j++) keys.push(`${i} ${j}`)
  }
  return keys
}

function overlaps(a: [number, number, number, number], b: [number, number, number, number]): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}
