/** One wall under its tabs: its console, its settings, and what counts for all walls. */
import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Walls } from '../../preload/contract/wall-health.ts'
import type { WallSettings } from '../../preload/contract/wall-settings.ts'
import { useText } from '../chrome/text.ts'
import { WallConsole } from './console/wall-console.tsx'
import { ThresholdsForm } from './settings/thresholds-form.tsx'
import { useUnsaved } from './settings/unsaved.ts'
import { WallForm } from './settings/wall-form.tsx'
import { StartSection } from './start-section.tsx'
import { healthOf } from './use-walls.ts'
import { nameWall } from './wall-words.ts'

const PARTS = ['console', 'settings', 'thresholds'] as const
type Part = (typeof PARTS)[number]

export function WallParts({ walls, wall, now }: { walls: Walls; wall: WallSettings; now: number }): ReactNode {
  const text = useText()
  const { t } = text
  const [part, setPart] = useState<Part>('console')
  const unsaved = useUnsaved()
  const hasUnsaved: Record<Part, boolean> = { console: false, settings: unsaved.walls[wall.id] !== undefined, thresholds: Object.keys(unsaved.thresholds).length > 0 }
  return (
    <Box sx={{ minWidth: 0 }}>
      <Tabs value={part} onChange={(_, next: Part) => setPart(next)} aria-label={nameWall(wall, text)} sx={{ minHeight: 40, mb: 1.5, '& .MuiTab-root': { minHeight: 40 } }}>
        {PARTS.map((each) => (
          <Tab key={each} value={each} id={`wall-tab-${each}`} aria-controls={`wall-part-${each}`} data-part={each}
            label={hasUnsaved[each] ? <Badge color="warning" variant="dot"><span>{t(`walls.part.${each}`)}<Hidden>{t('walls.part.unsaved')}</Hidden></span></Badge> : t(`walls.part.${each}`)} />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`wall-part-${part}`} aria-labelledby={`wall-tab-${part}`}>
        {part === 'console' ? <WallConsole key={wall.id} wall={wall} health={healthOf(walls, wall.id)} rate={walls.rate} />
          : part === 'settings' ? <Box sx={{ display: 'grid', gap: 2 }}><WallForm key={wall.id} wall={wall} displays={walls.displays} now={now} /><StartSection walls={walls.walls.map(({ id }) => id)} hasWindows={walls.displays !== null} startsAtLogOn={walls.startsAtLogOn} /></Box>
            : <ThresholdsForm thresholds={walls.thresholds} />}
      </Box>
    </Box>
  )
}

function Hidden({ children }: { children: ReactNode }): ReactNode {
  return <Box component="span" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{children}</Box>
}
