/** The picture as values: layers from (scene, view). Nothing here remembers or fetches; `data` keeps the identity it came with. */
import type { Layer } from '@deck.gl/core'
import { BitmapLayer, IconLayer, PathLayer, ScatterplotLayer, SolidPolygonLayer, TextLayer } from '@deck.gl/layers'
import type { Texture } from '@luma.gl/core'
import type { Polygon } from '../chrome/ground/base-map.ts'
import { BASE_STYLE } from '../chrome/ground/base-style.ts'
import { ClassLayer } from './class-layer.ts'
import type { Bounds } from '../chrome/ground/grid.ts'
import { FillLayer } from './fill-layer.ts'
import { GroundLayer } from './ground-layer.ts'
import { HALF_PREFIXES } from './halves.ts'
import type { Label } from './labels.ts'
import type { MarkAtlas } from './mark-atlas.ts'
import { countWords, iconOf, offsetOf } from './marks.ts'
import type { Mark } from './marks.ts'
import type { Rgb, Shade } from '../chrome/ground/palette.ts'
import { SegmentLayer } from './segment-layer.ts'
import type { Fill } from '../chrome/ground/shading.ts'
import type { DrawnTile } from './tile-store.ts'

export interface Scene {
  shade: Shade
  font: string
  base: { bounds: Bounds; land: Polygon[]; water: Polygon[] } | null
  /** Of a base map from a file, over the shipped one; later ones over earlier ones. */
  tiles: readonly DrawnTile[]
  /** Lines of a graticule (lng, lat, lng, lat) where no base map is held. */
  graticule: Float64Array
  /** Segments (lng, lat, lng, lat). */
  districtLines: Float64Array
  streetLines: Float64Array
  /** Outline of the area the filter names. */
  outline: Polygon[]
  /** One picture, or the earlier and the later one of a comparison, of the same ground. */
  halves: [Half] | [Half, Half]
  labels: Label[]
  reach: Mark[]
  picked: Mark | null
  atlas: MarkAtlas | null
}

/** The part of a field that has a colour. */
export interface DrawnField {
  texture: Texture
  bounds: Bounds
}

/** What is painted of one period. */
export interface Half {
  field: DrawnField | null
  /** Whole areas or hexagons in their colours, in the field's place. */
  fills: Fill[]
  /** Lines between fills of one colour. */
  mesh: Polygon[]
  /** Hatching under the fills. */
  beneath: Float64Array
  hatch: Float64Array
  marks: Mark[]
  clusters: Mark[]
}

/** What covers the whole screen is written, not mixed: mixing reads every pixel back, which a software GPU pays for in each frame. */
const OPAQUE = { depthCompare: 'always', depthWriteEnabled: false, blend: false } as const
const opaque = (colour: Rgb, alpha = 255): [number, number, number, number] => [...colour, alpha]
const ringsOf = (polygons: Polygon[]): [number, number][][] => polygons.flat()
const rings = new WeakMap<Polygon[], [number, number][][]>()
function keptRings(polygons: Polygon[]): [number, number][][] {
  const kept = rings.get(polygons) ?? ringsOf(polygons)
  rings.set(polygons, kept)
  return kept
}

export function mapLayers(scene: Scene): Layer[] {
  const { halves } = scene
  const ofHalves = (make: (half: Half, prefix: string) => Layer[]): Layer[] =>
    halves.flatMap((half, index) => make(half, halves.length === 1 ? '' : HALF_PREFIXES[index]!))
  return [
    ...groundLayers(scene), ...scene.tiles.map(tileLayer), ...ofHalves((half, prefix) => fieldLayers(half, scene, prefix)), ...scene.tiles.flatMap(veilLayers),
    ...lineLayers(scene), ...reachLayers(scene),
    ...ofHalves((half, prefix) => markLayers(half, scene, prefix)), ...labelLayers(scene), ...ofHalves((half, prefix) => countLayers(half, scene, prefix)),
  ]
}

/** All that Web Mercator shows. */
const WORLD: Bounds = [-180, -85.05, 180, 85.05]

const fill = (id: string, polygons: Polygon[], colour: Rgb): Layer => new FillLayer({ id, polygons, colour, parameters: OPAQUE })

function groundLayers({ base, shade, graticule }: Scene): Layer[] {
  const style = BASE_STYLE[shade]
  const beyond = { bounds: WORLD, colour: style.beyond }
  if (base === null) return [new GroundLayer({ id: 'ground', grounds: [beyond] }), lines('graticule', graticule, opaque(style.streetLine, 120), 1)]
  return [
    new GroundLayer({ id: 'ground', grounds: [beyond, { bounds: base.bounds, colour: style.sea }] }),
    fill('land', base.land, style.land),
    fill('water', base.water, style.water),
  ]
}

/** Already drawn for this look: shown as it is, between two zooms a little stretched. */
function tileLayer({ key, image, bounds }: DrawnTile): Layer {
  return new BitmapLayer({ id: `tile ${key}`, image, bounds, textureParameters: SMOOTH, parameters: { depthCompare: 'always' } })
}
function veilLayers({ key, veil, bounds }: DrawnTile): Layer[] {
  return veil === null ? [] : [new BitmapLayer({ id: `veil ${key}`, image: veil, bounds, textureParameters: SMOOTH, parameters: { depthCompare: 'always' } })]
}
const SMOOTH = { minFilter: 'linear', magFilter: 'linear', mipmapFilter: 'none', addressModeU: 'clamp-to-edge', addressModeV: 'clamp-to-edge' } as const

function fieldLayers({ field, fills, mesh, beneath, hatch }: Half, { shade }: Scene, prefix: string): Layer[] {
  const drawn: Layer[] = []
  if (beneath.length > 0) drawn.push(lines(`${prefix}hatch-beneath`, beneath, opaque(BASE_STYLE[shade].hatch, 150), 1))
  if (fills.length > 0) {
    drawn.push(new SolidPolygonLayer<Fill>({
      id: `${prefix}areas`, data: fills, getPolygon: ({ polygon }) => polygon, getFillColor: ({ colour }) => colour as [number, number, number, number], parameters: { depthCompare: 'always' },
    }))
  }
  if (mesh.length > 0) drawn.push(path(`${prefix}mesh`, mesh, opaque(BASE_STYLE[shade].land, 130), 1))
  if (field !== null) drawn.push(new ClassLayer({ id: `${prefix}field`, image: field.texture as never, bounds: field.bounds, parameters: { depthCompare: 'always' } }))
  if (hatch.length > 0) drawn.push(lines(`${prefix}hatch`, hatch, opaque(BASE_STYLE[shade].hatch, 150), 1))
  return drawn
}

function lines(id: string, segments: Float64Array, colour: [number, number, number, number], widthPixels: number): Layer {
  return new SegmentLayer({ id, segments, colour, widthPixels, parameters: { depthCompare: 'always', depthWriteEnabled: false } })
}

function lineLayers({ districtLines, streetLines, outline, shade }: Scene): Layer[] {
  const style = BASE_STYLE[shade]
  return [
    lines('street-lines', streetLines, opaque(style.streetLine, 190), 1),
    lines('district-lines', districtLines, opaque(style.line, 220), 1.5),
    path('outline-under', outline, opaque(style.halo, 200), 5),
    path('outline', outline, opaque(style.outline), 2.5),
  ]
}

function path(id: string, polygons: Polygon[], colour: [number, number, number, number], width: number): Layer {
  return new PathLayer<[number, number][]>({
    id, data: keptRings(polygons), getPath: (ring) => ring, getColor: colour, getWidth: width, widthUnits: 'pixels', jointRounded: true,
    updateTriggers: { getColor: colour.join(), getWidth: width }, parameters: { depthCompare: 'always' },
  })
}

function place(mark: Mark): [number, number] {
  return [mark.lng, mark.lat]
}

function reachLayers({ reach, picked, shade }: Scene): Layer[] {
  const style = BASE_STYLE[shade]
  const drawn: Layer[] = [
    new ScatterplotLayer<Mark>({
      id: 'reach', data: reach, getPosition: place, getRadius: (mark) => mark.reach, radiusUnits: 'meters',
      filled: true, getFillColor: [255, 255, 255, 18], stroked: true, getLineColor: opaque(style.text, 150), getLineWidth: 1.2, lineWidthUnits: 'pixels',
      updateTriggers: { getLineColor: shade }, parameters: { depthCompare: 'always' },
    }),
  ]
  if (picked !== null) {
    drawn.push(new ScatterplotLayer<Mark>({
      id: 'picked', data: [picked], getPosition: place, getRadius: picked.size / 2 + 7, radiusUnits: 'pixels', filled: false, stroked: true,
      getLineColor: opaque(style.outline), getLineWidth: 3, lineWidthUnits: 'pixels', parameters: { depthCompare: 'always' },
      updateTriggers: { getRadius: picked.size, getLineColor: shade },
    }))
  }
  return drawn
}

function markLayers({ marks }: Half, { atlas }: Scene, prefix: string): Layer[] {
  if (atlas === null || marks.length === 0) return []
  return [new IconLayer<Mark>({
    id: `${prefix}marks`, data: marks, iconAtlas: atlas.image as never, iconMapping: atlas.mapping,
    getPosition: place, getIcon: iconOf, getPixelOffset: (mark) => offsetOf(mark) as [number, number], getSize: (mark) => mark.size, sizeUnits: 'pixels', parameters: { depthCompare: 'always' },
  })]
}

function labelLayers({ labels, font, shade }: Scene): Layer[] {
  const style = BASE_STYLE[shade]
  // An empty text layer would upload a font atlas that has no canvas yet.
  if (labels.length === 0) return []
  return [new TextLayer<Label>({
    id: 'labels', data: labels, characterSet: 'auto', fontFamily: font, fontWeight: 500,
    // Twice the size on the screen: a picture of the letters much finer than that is only sampled here and there, and small characters break up.
    fontSettings: { sdf: true, fontSize: 26, buffer: 4, radius: 6 },
    getText: (label) => label.text, getPosition: (label) => [label.lng, label.lat], getSize: (label) => label.pixels,
    getAngle: (label) => label.angle ?? 0, getColor: (label) => opaque(label.angle === undefined ? style.text : style.streetText), outlineColor: opaque(style.halo), outlineWidth: 2,
    updateTriggers: { getColor: shade }, parameters: { depthCompare: 'always' },
  })]
}

function countLayers({ clusters }: Half, { font }: Scene, prefix: string): Layer[] {
  if (clusters.length === 0) return []
  return [new TextLayer<Mark>({
    id: `${prefix}cluster-counts`, data: clusters, fontFamily: font, fontWeight: 700, characterSet: '0123456789/',
    getText: countWords, getPosition: (mark) => [mark.lng, mark.lat], getSize: 11, getPixelOffset: (mark) => [offsetOf(mark)[0], offsetOf(mark)[1] + mark.size / 2 + 6],
    getColor: [17, 24, 32, 255], background: true, getBackgroundColor: [255, 255, 255, 235], backgroundPadding: [4, 1],
    parameters: { depthCompare: 'always' },
  })]
}
