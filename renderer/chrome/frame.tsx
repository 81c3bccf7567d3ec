/** What surrounds every section: band, top bar, sections, banner, and the main landmark. */
import KeyboardIcon from '@mui/icons-material/KeyboardOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { getBridge } from '../bridge.ts'
import { changeAddress } from '../state/address.ts'
import { useLiveCity } from '../state/city.ts'
import { useKeys } from '../state/keys.ts'
import type { OpenSession } from '../state/session.ts'
import { AccountMenu } from './account-menu.tsx'
import { AgeBanner } from './age-banner.tsx'
import { EditBadge } from './edit-badge.tsx'
import { KeysSheet } from './keys-sheet.tsx'
import { NavRail } from './nav-rail.tsx'
import { PracticeBand } from './practice-band.tsx'
import { SearchBox } from './search-box.tsx'
import { SkipLink } from './skip-link.tsx'
import { SyncBadge } from './sync-badge.tsx'
import { TasteButtons } from './taste-buttons.tsx'
import { useText } from './text.ts'

export function Frame({ session, children }: { session: OpenSession; children: ReactNode }): ReactNode {
  const { t } = useText()
  const [sheet, setSheet] = useState(false)
  useKeys({
    '?': () => setSheet(true),
    1: () => changeAddress({ section: 'map' }),
    2: () => changeAddress({ section: 'desk' }),
    3: () => changeAddress({ section: 'edits' }),
    4: () => changeAddress({ section: 'shift' }),
    5: () => changeAddress({ section: 'sync' }),
    6: () => changeAddress({ section: 'quality' }),
    7: () => changeAddress({ section: 'settings' }),
    8: () => changeAddress({ section: 'briefing' }),
    9: () => changeAddress({ section: 'wall' }),
    s: () => void getBridge().call('sync.now', null),
  })
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minWidth: 720 }}>
      <SkipLink />
      {session.practice ? <PracticeBand /> : null}
      <Box component="header" sx={{ flex: 'none', height: 48, display: 'flex', alignItems: 'center', gap: 1, px: 2, bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider' }}>
        <Typography variant="h3" component="h1" noWrap sx={{ flex: 'none' }}>{t('product.name')}</Typography>
        <CityName />
        <Box sx={{ flex: 1 }} />
        <SearchBox />
        <EditBadge />
        <SyncBadge />
        <AccountMenu session={session} />
        <TasteButtons />
        <Tooltip title={`${t('keys.title')} (?)`}><IconButton color="inherit" aria-label={t('keys.title')} onClick={() => setSheet(true)}><KeyboardIcon fontSize="small" /></IconButton></Tooltip>
      </Box>
      <AgeBanner />
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        <NavRail />
        <Box component="main" id="main" tabIndex={-1} sx={{ flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column', '&:focus': { outline: 'none' } }}>{children}</Box>
      </Box>
      {sheet ? <KeysSheet close={() => setSheet(false)} /> : null}
    </Box>
  )
}

function CityName(): ReactNode {
  const { locale } = useText()
  const live = useLiveCity()
  const city = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : null
  if (!city) return null
  return <Typography component="span" noWrap sx={{ pl: 1.5, ml: 0.5, borderInlineStart: 1, borderColor: 'divider', color: 'text.secondary' }}><bdi>{locale === 'en' ? city.nameEn ?? city.name : city.name}</bdi></Typography>
}
