/** The sections that exist. */
import DeskIcon from '@mui/icons-material/AssignmentOutlined'
import BriefingIcon from '@mui/icons-material/SlideshowOutlined'
import EditsIcon from '@mui/icons-material/RuleOutlined'
import MapIcon from '@mui/icons-material/MapOutlined'
import QualityIcon from '@mui/icons-material/WhereToVoteOutlined'
import SettingsIcon from '@mui/icons-material/SettingsOutlined'
import ShiftIcon from '@mui/icons-material/SwapHorizOutlined'
import SyncIcon from '@mui/icons-material/Sync'
import WallIcon from '@mui/icons-material/ConnectedTvOutlined'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { SECTIONS, useAddressPart } from '../state/address.ts'
import { SectionLink } from './section-link.tsx'
import { useText } from './text.ts'

const ICON = { map: MapIcon, desk: DeskIcon, edits: EditsIcon, shift: ShiftIcon, briefing: BriefingIcon, wall: WallIcon, sync: SyncIcon, quality: QualityIcon, settings: SettingsIcon }

export function NavRail(): ReactNode {
  const { t } = useText()
  const shown = useAddressPart('section')
  return (
    <Box component="nav" aria-label={t('frame.sections')} sx={{ flex: 'none', width: 72, display: 'flex', flexDirection: 'column', gap: 0.5, p: 0.5, bgcolor: 'background.paper', borderInlineEnd: 1, borderColor: 'divider' }}>
      {SECTIONS.map((section) => {
        const Icon = ICON[section]
        const here = shown === section
        return (
          <SectionLink key={section} section={section} aria-current={here ? 'page' : undefined}
            sx={{ display: 'grid', justifyItems: 'center', gap: 0.25, py: 1, borderRadius: 1, fontSize: '0.75rem', textDecoration: 'none', color: here ? 'info.text' : 'text.secondary', fontWeight: here ? 650 : 400, bgcolor: here ? 'action.selected' : 'transparent', '&:hover': { bgcolor: 'action.hover' } }}>
            <Icon fontSize="small" aria-hidden />
            {t(`frame.${section}`)}
          </SectionLink>
        )
      })}
    </Box>
  )
}
