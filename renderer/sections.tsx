/** The frame with the section the address names; a section that needs the city waits until the city is here. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { getBridge } from './bridge.ts'
import { Boundary } from './chrome/boundary.tsx'
import { FilterBar } from './chrome/filter/filter-bar.tsx'
import { Frame } from './chrome/frame.tsx'
import { useText } from './chrome/text.ts'
import { CityGate } from './city-gate.tsx'
import { EditsPage } from './edits/edits-page.tsx'
import { UrgentNote } from './desk/news/urgent-note.tsx'
import { ShiftPage } from './edits/shift/shift-page.tsx'
import { QualityPage } from './quality/quality-page.tsx'
import { SettingsPage } from './settings/settings-page.tsx'
import { useAddressPart } from './state/address.ts'
import type { OpenSession } from './state/session.ts'
import { SyncPage } from './sync/sync-page.tsx'
import { AlertEars } from './walls/sound/alert-ears.tsx'

/** The list brings the grid with it. */
const DeskPage = lazy(async () => ({ default: (await import('./desk/desk-page.tsx')).DeskPage }))

/** Slides bring their drawing with them. */
const BriefingPage = lazy(async () => ({ default: (await import('./briefing/briefing-page.tsx')).BriefingPage }))

/** The pictures of a scheduled briefing are drawn by the page, wherever one is in it; only the desktop has folders to put it into. */
const DueMaker = lazy(async () => ({ default: (await import('./briefing/schedule/due-maker.tsx')).DueMaker }))

/** The console of the walls brings their stage with it. */
const WallsPage = lazy(async () => ({ default: (await import('./walls/walls-page.tsx')).WallsPage }))

/** The map brings the graphics library with it: everything else is on screen before it has loaded. */
const MapSection = lazy(async () => ({ default: (await import('./map/map-section.tsx')).MapSection }))

export function Sections({ session }: { session: OpenSession }): ReactNode {
  const section = useAddressPart('section')
  return (
    <Frame session={session}>
      <Boundary key={section}>
        {section === 'map' ? <MapScreen /> : section === 'desk' ? <DeskScreen /> : section === 'edits' ? <EditsPage /> : section === 'shift' ? <CityGate><ShiftPage /></CityGate> : section === 'briefing' ? <BriefingScreen /> : section === 'wall' ? <WallsScreen /> : section === 'quality' ? <CityGate><QualityPage /></CityGate> : section === 'settings' ? <SettingsPage /> : <SyncPage />}
      </Boundary>
      <UrgentNote />
      <Boundary><AlertEars /></Boundary>
      {getBridge().host === 'desktop' ? <Boundary><Suspense fallback={null}><DueMaker /></Suspense></Boundary> : null}
    </Frame>
  )
}

function DeskScreen(): ReactNode {
  const { t } = useText()
  return (
    <CityGate>
      <FilterBar />
      <Boundary>
        <Suspense fallback={<LinearProgress aria-label={t('frame.starting')} />}><DeskPage /></Suspense>
      </Boundary>
    </CityGate>
  )
}

function BriefingScreen(): ReactNode {
  const { t } = useText()
  return (
    <CityGate>
      <Boundary>
        <Suspense fallback={<LinearProgress aria-label={t('frame.starting')} />}><BriefingPage /></Suspense>
      </Boundary>
    </CityGate>
  )
}

function WallsScreen(): ReactNode {
  const { t } = useText()
  return (
    <CityGate>
      <Boundary>
        <Suspense fallback={<LinearProgress aria-label={t('frame.starting')} />}><WallsPage /></Suspense>
      </Boundary>
    </CityGate>
  )
}

function MapScreen(): ReactNode {
  const { t } = useText()
  return (
    <CityGate>
      <FilterBar />
      <Box sx={{ flex: 1, minHeight: 0, position: 'relative', display: 'flex', flexDirection: 'column' }}>
        <Boundary>
          <Suspense fallback={<LinearProgress aria-label={t('frame.starting')} />}><MapSection /></Suspense>
        </Boundary>
      </Box>
    </CityGate>
  )
}
