/** Who is signed in, as what and where; switching and signing out. */
import AccountCircle from '@mui/icons-material/AccountCircleOutlined'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useAct } from '../state/act.ts'
import type { OpenSession } from '../state/session.ts'
import { useLeftBehind } from './leaving-note.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { SwitchDialog } from './switch-dialog.tsx'
import { useText } from './text.ts'

export function AccountMenu({ session }: { session: OpenSession }): ReactNode {
  const { t } = useText()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [switching, setSwitching] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const [, signOut] = useAct('session.signOut')
  const left = useLeftBehind()
  const close = (): void => setAnchor(null)
  return (
    <>
      <Button color="inherit" startIcon={<AccountCircle />} aria-haspopup="menu" aria-expanded={anchor !== null} aria-label={`${t('frame.account')}: ${session.name}, ${t(`role.${session.role}`)}`} onClick={(event) => setAnchor(event.currentTarget)} sx={{ textAlign: 'start', maxWidth: 260 }}>
        <Box component="bdi" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{session.name}</Box>
        <Typography component="span" variant="caption" sx={{ ml: 1, color: 'text.secondary' }}>{t(`role.${session.role}`)}</Typography>
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        <Box sx={{ px: 2, py: 1, maxWidth: 360 }}>
          <Typography><bdi>{session.name}</bdi></Typography>
          <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{t(`role.${session.role}`)} · {session.practice ? t('frame.practice') : t('frame.live')}</Typography>
          <Typography variant="caption" component="div" sx={{ color: 'text.secondary', wordBreak: 'break-all' }}>{t('frame.central', { name: session.centralName })} · <bdi>{session.central}</bdi></Typography>
        </Box>
        <Divider />
        {session.practice ? <MenuItem onClick={() => { close(); setSwitching(true) }}>{t('frame.switch')}</MenuItem> : null}
        <MenuItem onClick={() => { close(); if (left === null) signOut(null); else setLeaving(true) }}><ListItemText primary={t('frame.signOut')} secondary={t('connect.kept')} slotProps={{ secondary: { sx: { maxWidth: 300, whiteSpace: 'normal', fontSize: '0.75rem' } } }} /></MenuItem>
      </Menu>
      {leaving ? <SignOutDialog left={left} close={() => setLeaving(false)} confirm={() => { setLeaving(false); signOut(null) }} /> : null}
      {switching ? <SwitchDialog session={session} close={() => setSwitching(false)} /> : null}
    </>
  )
}
