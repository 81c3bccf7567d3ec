/** The panel beside the map: figures of the filter, published figures, and the places in view. */
import Box from '@mui/material/Box'
import Divider from '@mui/material/Divider'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactNode } from 'react'
import type { AreaBoundary, City, Filter, Overview, View } from '../../preload/contract/model.ts'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { useAddressPart } from '../state/address.ts'
import { AreasTab } from './areas-tab.tsx'
import { CellsTab } from './cells-tab.tsx'
import { FiguresTab } from './figures-tab.tsx'
import { IndicatorsTab } from './indicators-tab.tsx'
import { MarkToggles } from './mark-toggles.tsx'
import type { Mark, MarkKind } from './marks.ts'
import { OpenNow } from './open-now.tsx'
import { OverdueNote } from './overdue-note.tsx'
import { PlacesTab } from './places-tab.tsx'
import type { AreasHere } from './use-areas.ts'
import type { CellsHere } from './use-cells.ts'
import type { PlacesHere } from './use-marks.ts'

const TABS = ['figures', 'areas', 'places', 'indicators'] as const
export type PanelTab = (typeof TABS)[number]

interface Props {
  tab: PanelTab
  setTab: (tab: PanelTab) => void
  filter: Filter
  city: City
  places: PlacesHere
  view: View | null
  districts: readonly AreaBoundary[]
  areas: AreasHere
  cells: CellsHere
  goToCell: (cell: number) => void
  choose: (mark: Mark) => void
}

export function SidePanel(props: Props): ReactNode {
  const { tab, setTab } = props
  const { t } = useText()
  const isCells = useAddressPart('mode') === 'cells'
  const overview = useLive('field.overview', { filter: props.filter }, ['field', 'cases', 'places'])
  const known = overview.state === 'here' ? overview.value : overview.state === 'failed' ? overview.last : undefined
  return (
    <Box component="aside" aria-label={t('map.panel')} sx={{ width: 340, flex: 'none', display: 'flex', flexDirection: 'column', minHeight: 0, borderInlineStart: 1, borderColor: 'divider', backgroundColor: 'background.paper' }}>
      <MarkToggles zoom={props.view?.zoom ?? null} counts={countMarks(known, props.places)} />
      <OpenNow places={props.places} />
      <OverdueNote overdue={props.places.overdue} />
      <Divider />
      <Tabs value={tab} onChange={(_, chosen: PanelTab) => setTab(chosen)} variant="fullWidth" sx={{ minHeight: 40, flex: 'none' }}>
        {TABS.map((each) => <Tab key={each} value={each} id={`map-tab-${each}`} aria-controls="map-tab-panel" label={t(`map.tab.${each === 'areas' && isCells ? 'cells' : each}`)} sx={{ minWidth: 0, minHeight: 40, px: 1, py: 0.5, textTransform: 'none', whiteSpace: 'nowrap' }} />)}
      </Tabs>
      <Divider />
      <Box role="tabpanel" id="map-tab-panel" aria-labelledby={`map-tab-${tab}`} tabIndex={0} sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        {tab === 'figures' ? <FiguresTab live={overview} /> : tab === 'areas' ? <Measured {...props} isCells={isCells} /> : tab === 'indicators' ? <IndicatorsTab /> : <PlacesTab {...props} />}
      </Box>
    </Box>
  )
}

/** What is measured, as a list: hexagons while these are painted, else areas. */
function Measured({ isCells, cells, areas, city, filter, view, goToCell }: Props & { isCells: boolean }): ReactNode {
  return isCells ? <CellsTab here={cells} city={city} view={view} goTo={goToCell} /> : <AreasTab areas={areas} city={city} filter={filter} />
}

/** Counts of the area in the filter, wherever the map looks; who is on duty is counted now. */
function countMarks(overview: Overview | undefined, places: PlacesHere): Partial<Record<MarkKind, number | null>> {
  const duty = places.duty?.length ?? null
  // Where no office's rows are held nobody knows: no number, not zero.
  const overdue = places.overdue === null || places.overdue.offices.length === 0 ? null : places.overdue.total
  if (overview === undefined) return { duty, overdue }
  const { compound, station, merchant, charging } = overview.sites
  return { bottleneck: overview.bottlenecks.value, duty, overdue, compound: compound.value, station: station.value, merchant: merchant.value, charging: charging.value }
}
