/** The map page: one field, hexagons or areas, the places on it, their legend, and the figures beside it. */
import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { AreaBoundary, City, Filter } from '../../preload/contract/model.ts'
import { useText } from '../chrome/text.ts'
import { useAddress, useAddressPart } from '../state/address.ts'
import { chooseBandwidth, chooseMarks } from '../state/choices.ts'
import { useCity } from '../state/city.ts'
import { useFilter } from '../state/filter.ts'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useSettings } from '../state/settings.ts'
import { AreaLegend } from './area-legend.tsx'
import { areaOf, districtOf, unknownDistricts } from '../chrome/ground/areas.ts'
import { CellLegend } from './cell-legend.tsx'
import { useBaseMap } from '../chrome/ground/base-map.ts'
import { CompareButton } from './compare-button.tsx'
import { ComparisonBar } from './comparison-bar.tsx'
import { notesOf } from './comparison-notes.ts'
import { summaryOf } from './comparison-summary.ts'
import { DrawTools } from './draw-tools.tsx'
import { MapExports } from './export/map-exports.tsx'
import type { MapOnScreen } from './export/export-dialog.tsx'
import { pictureSource } from './export/picture-source.ts'
import { Legend } from './legend.tsx'
import { LayerSwitch } from './layer-switch.tsx'
import { areaAt } from '../state/inside.ts'
import { GroundLine, ZoomButtons } from './map-controls.tsx'
import { MapCanvas } from './map-canvas.tsx'
import { MapNotices } from './map-notices.tsx'
import { MARK_KINDS, pickOf } from './marks.ts'
import type { Mark } from './marks.ts'
import type { Letters } from './mark-atlas.ts'
import { PencilLine } from './pencil-line.tsx'
import { phraseBaseMap } from './base-map-words.ts'
import { Playback } from './playback.tsx'
import { PlaceCard } from './place-card.tsx'
import { Readout } from './readout.tsx'
import { SidePanel } from './side-panel.tsx'
import type { PanelTab } from './side-panel.tsx'
import { getSurface } from './surface.ts'
import { cameraOfArea, useCamera } from './use-camera.ts'
import { polygonOf, STREETS_FROM_ZOOM, useDrawing, useHalf, useLabels } from './use-drawing.ts'
import { useAreas } from './use-areas.ts'
import type { CellGround } from '../chrome/ground/shading.ts'
import { useCompared, useOther } from './use-comparison.ts'
import { useCells } from './use-cells.ts'
import { useChosenCell } from './use-chosen-cell.ts'
import { useField } from './use-field.ts'
import { useMarks } from './use-marks.ts'
import { usePencil } from './use-pencil.ts'
import { usePicture } from './use-picture.ts'
import { usePress } from './use-press.ts'
import { useTiles } from './use-tiles.ts'
import { useSettled, useSurfaceState } from './use-surface.ts'
import type { Settled } from './use-surface.ts'

const NO_BOUNDARIES: AreaBoundary[] = []
/** Where the camera goes to part a cluster. */
const CLUSTER_STEP = 2

export function MapPage(): ReactNode {
  const city = useCity()
  const filter = useFilter(city)
  const text = useText()
  const { palette } = useTheme()
  const [address, change] = useAddress()
  const container = useRef<HTMLDivElement>(null)
  const [keyboard, setKeyboard] = useState(false)
  const [isPlaying, setPlaying] = useState(false)
  const [isExporting, setExporting] = useState(false)
  const [tab, setTab] = useState<PanelTab>('figures')
  const surfaceState = useSurfaceState()
  const settled = useSettled()
  const base = useBaseMap(city.bounds)
  const tiles = useTiles(settled)
  const approvalNumber = useSettings()?.approvalNumber ?? ''
  const session = useSession()
  const { districts, streets, known } = useBoundaries(city, settled, session?.homeArea ?? null)
  useCamera(city, session?.homeArea ?? null, known, settled)

  const isCells = address.mode === 'cells'
  const view = settled?.view ?? null
  const bandwidthMeters = chooseBandwidth(address, session?.role ?? null)
  const question = useMemo(() => ({ layer: address.layer, filter, bandwidthMeters }), [address.layer, filter, bandwidthMeters])
  const answer = useField(question, isCells ? null : view)
  const compared = useCompared(city)
  const places = useMarks(filter, view, chooseMarks(address), address.openNow, compared?.filter ?? null)
  const picked = useMemo(() => places.marks.find((mark) => mark.id !== '' && mark.id === address.pick?.id && pickOf(mark)?.type === address.pick.type) ?? null, [places, address.pick])
  const paintedLayer = (isCells ? null : answer.field?.layer) ?? address.layer
  const isHeld = answer.field?.span !== null
  const unknown = useMemo(() => unknownDistricts(city, paintedLayer, isHeld), [city, paintedLayer, isHeld])
  const isAreas = address.mode === 'areas'
  const areas = useAreas(isAreas || isExporting || (tab === 'areas' && !isCells) ? filter : null, city, districts, palette.mode)
  const cellGround = useGround(known, districts, filter, unknown)
  const hexagons = useCells(filter, view, cellGround, palette.mode)
  const cells = isCells ? hexagons.cells : null
  const chosen = useChosenCell(cells)
  const other = useOther({ compared, question, view, field: answer.field, figures: areas.figures, cells, boundaries: areas.boundaries, ground: cellGround, shade: palette.mode })
  const isOtherHeld = other.field?.span !== null
  const otherUnknown = useMemo(() => unknownDistricts(city, paintedLayer, isOtherHeld), [city, paintedLayer, isOtherHeld])
  const drawing = useDrawing({ city, base, tiles: tiles.picture, districts, streets, reach: places.reach, picked, settled, outlined: filter.area, drawn: filter.drawn, chosen: chosen.polygon })
  const half = useHalf({ field: isAreas || isCells ? null : answer.field, shading: hexagons.shading ?? areas.shading, unknown, districts, marks: places.marks, settled })
  const otherHalf = useHalf({ field: other.field, shading: other.shading, unknown: otherUnknown, districts, marks: places.otherMarks, settled })
  const labels = useLabels(city, base, tiles.picture.names, text.locale === 'en', settled)
  const letters = useMemo(() => Object.fromEntries(MARK_KINDS.map((kind) => [kind, text.t(`map.letter.${kind}`)])) as Letters, [text])
  const awaited = isCells ? hexagons : isAreas ? areas : answer
  const isOtherLeft = compared?.isOtherLeft ?? false
  usePicture(container, { drawing, half, cells, other: compared === null ? null : otherHalf, isOtherLeft, labels, letters }, places.asking || awaited.asking || other.asking)

  const shaded = isAreas ? areas.figures : null
  const sides = useMemo(() => {
    const shared = { districts, streets: isAreas ? areas.boundaries : streets, unknown }
    const shown = { ground: { ...shared, field: answer.field, areas: shaded, cells }, marks: places.marks }
    if (compared === null) return [shown]
    const beside = { ground: { ...shared, field: other.field, areas: other.figures, cells: other.cells }, marks: places.otherMarks ?? [] }
    return isOtherLeft ? [beside, shown] : [shown, beside]
  }, [answer.field, shaded, cells, districts, isAreas, areas.boundaries, streets, unknown, places, compared, other.field, other.figures, other.cells, isOtherLeft])
  const grounds = useMemo(() => sides.map(({ ground }) => ground), [sides])
  const marks = useMemo(() => sides.map((side) => side.marks), [sides])
  const choose = useCallback((mark: Mark) => {
    const surface = getSurface()
    const camera = surface.camera()
    if (mark.id === '' && camera !== null) surface.setCamera({ lng: mark.lng, lat: mark.lat, zoom: camera.zoom + CLUSTER_STEP }, true)
    else change({ pick: pickOf(mark) })
  }, [change])
  const hand = usePencil()
  const { press, keyed } = usePress(hand, areas, city, choose)
  const focusMap = useCallback(() => container.current?.focus(), [])
  const showAll = useCallback(() => getSurface().setCamera(cameraOfArea(filter.area, city, known ?? [], getSurface().size()), true), [filter.area, city, known])
  const showPlace = useCallback((lng: number, lat: number) => getSurface().setCamera({ lng, lat, zoom: 15 }, true), [])
  const simulatedStreets = streets.some(({ simulated }) => simulated) && drawing.streetLines.length > 0
  const outlineFiles = [...new Set([...districts, ...streets].flatMap(({ file }) => (file === undefined ? [] : [text.t('map.outlinesFile', { source: file })])))]
  const attribution = [...outlineFiles, simulatedStreets ? text.t('map.simulatedStreets') : '', phraseBaseMap(tiles, text), approvalNumber === '' ? text.t('map.attribution.sketch') : '', base === 'none' ? '' : text.t('map.attribution')].filter((part) => part !== '').join(' · ')
  const chosenSummary = summaryOf(isAreas ? areas.figures : isCells ? cells : answer.field)
  const otherSummary = summaryOf(other.figures ?? other.cells ?? other.field)
  const onScreen = (): MapOnScreen => ({
    filter, city, areas: areas.asking ? null : areas.figures, isAskingAreas: areas.asking, cells: hexagons.question === null ? null : hexagons.cells, cellQuestion: hexagons.question,
    field: answer.question === null ? null : answer.field, fieldQuestion: answer.question,
    picture: awaited.asking || places.asking || other.asking ? null : pictureSource({
      areas: shaded, cells, field: answer.field, filter: awaited.filter ?? filter, city, shade: palette.mode, hasUnknown: unknown.size > 0, marks: marks.flat(), attribution,
      beside: compared === null ? null : { summary: otherSummary, filter: other.filter, isLeft: isOtherLeft, notes: notesOf(compared, address, city, { chosen: chosenSummary, other: otherSummary }, text) },
    }, text),
  })

  return (
    <Box sx={{ flex: 1, height: '100%', minHeight: 0, display: 'flex' }}>
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        {compared === null ? null : (
          <ComparisonBar compared={compared} city={city} filter={filter}
            chosen={{ summary: chosenSummary, filter: awaited.filter, failure: awaited.failure }}
            other={{ summary: otherSummary, filter: other.filter, failure: other.failure }} />
        )}
        <MapCanvas container={container} marks={marks} press={press} keyed={keyed} showAll={showAll} onKeyboard={setKeyboard}>
          <LayerSwitch />
          <ZoomButtons showAll={showAll} />
          {hand.pencil === null ? null : <PencilLine pencil={hand.pencil} container={container} atCentre={keyboard} />}
          <DrawTools hand={hand} focusMap={focusMap} />
          <Playback asking={awaited.asking} isComparing={compared !== null} onOpen={setPlaying} />
          <CompareButton isPlaying={isPlaying} />
          <MapExports read={onScreen} isOpen={isExporting} setOpen={setExporting} />
          {isAreas && areas.figures ? <AreaLegend figures={areas.figures} filter={areas.filter ?? filter} city={city} shade={palette.mode} isShared={compared !== null} /> : null}
          {cells ? <CellLegend cells={cells} filter={hexagons.filter} city={city} shade={palette.mode} hasUnknown={unknown.size > 0} isShared={compared !== null} /> : null}
          {!isAreas && !isCells && answer.field ? <Legend field={answer.field} filter={answer.filter} city={city} shade={palette.mode} hasUnknown={unknown.size > 0} isShared={compared !== null} /> : null}
          <Readout container={container} grounds={grounds} marks={marks} city={city} shade={palette.mode} centre={keyboard ? (settled?.camera ?? null) : null} />
          <GroundLine settled={settled} attribution={attribution} approvalNumber={approvalNumber} tiles={{ waiting: tiles.picture.waiting, shown: tiles.picture.tiles.length }} />
          <MapNotices surfaceState={surfaceState} answer={{ ...awaited, filter: awaited.filter ?? filter }} records={chosenSummary?.span === null ? null : (chosenSummary?.records ?? null)} city={city} noBase={base === 'none' && tiles.chosen?.is !== 'file'} tiles={tiles} places={places} isTaken={address.pick !== null || hand.pencil !== null || isPlaying} />
          {address.pick && hand.pencil === null ? <PlaceCard pick={address.pick} close={() => change({ pick: null })} show={showPlace} /> : null}
        </MapCanvas>
      </Box>
      <SidePanel tab={tab} setTab={setTab} filter={filter} city={city} places={places} areas={areas} cells={hexagons} goToCell={chosen.goTo} view={view} districts={districts} choose={choose} />
    </Box>
  )
}

/** Ground by outlines: what the filter asks about, and the districts of which nothing is known. */
function useGround(known: AreaBoundary[] | null, districts: AreaBoundary[], { area, drawn }: Filter, unknown: ReadonlySet<string>): CellGround {
  const own = useMemo(() => (drawn === null ? (known?.filter(({ id }) => id === area) ?? NO_BOUNDARIES) : [{ id: '', simulated: false, polygons: [polygonOf(drawn)] }]), [known, area, drawn])
  const asked = own.length > 0 ? own : districts
  return useMemo(() => ({ asked, unknown: districts.filter(({ id }) => unknown.has(id)) }), [asked, districts, unknown])
}

/** District outlines, and the street outlines of the district in question: the filter's or the home's, else the one at the centre when close. */
function useBoundaries(city: City, settled: Settled | null, home: string | null): { districts: AreaBoundary[]; streets: AreaBoundary[]; known: AreaBoundary[] | null } {
  const area = useAddressPart('area')
  const camera = useAddressPart('camera')
  const liveDistricts = useLive('city.boundaries', { level: 'district', parent: null }, ['places'])
  const districts = liveDistricts.state === 'here' ? liveDistricts.value : liveDistricts.state === 'failed' ? (liveDistricts.last ?? NO_BOUNDARIES) : null
  const isClose = settled !== null && settled.camera.zoom >= STREETS_FROM_ZOOM
  const atCentre = isClose && districts !== null ? areaAt(districts, settled.camera.lng, settled.camera.lat) : null
  // An address without a camera begins at the desk's home.
  const wanted = area ?? (camera === null ? home : null)
  const filtered = areaOf(city, wanted)?.level === 'street' ? districtOf(city, wanted) : null
  const parent = filtered ?? atCentre
  const liveStreets = useLive('city.boundaries', parent === null ? null : { level: 'street', parent }, ['places'])
  const streets = parent !== null && liveStreets.state === 'here' ? liveStreets.value : NO_BOUNDARIES
  // While the outline of a chosen street is on its way the camera waits for it.
  const waits = filtered !== null && liveStreets.state === 'asking'
  const known = useMemo(() => (districts === null || waits ? null : [...districts, ...streets]), [districts, streets, waits])
  return { districts: districts ?? NO_BOUNDARIES, streets, known }
}
