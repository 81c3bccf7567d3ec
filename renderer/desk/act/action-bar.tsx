/** What the case flow allows this account now, the main thing first; everything else is in the menu, with the reason why not. */
import ExpandLess from '@mui/icons-material/ExpandLess'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ListItemText from '@mui/material/ListItemText'
import ListSubheader from '@mui/material/ListSubheader'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { Text } from '../../chrome/phrase.ts'
import { useText } from '../../chrome/text.ts'
import { useKeys } from '../../state/keys.ts'
import type { Possible } from './intents.ts'
import { beginningsOf, dutiesOf, offeredOf, type Refused } from './offered.ts'

export function ActionBar({ whole, begin }: { whole: CaseWhole; begin: (possible: Possible) => void }): ReactNode {
  const text = useText()
  const { t } = text
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const first = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLButtonElement>(null)
  const { buttons, more, not } = offeredOf(whole.actions)
  useKeys({ t: () => (first.current ?? menu.current)?.focus() })
  const choose = (possible: Possible): void => {
    setAnchor(null)
    begin(possible)
  }
  return (
    <Box role="toolbar" aria-label={t('act.bar')} data-actions={buttons.map(({ action }) => action).join(' ')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      {buttons.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary', flex: 1 }}>{t('act.none')}</Typography> : buttons.map((possible, n) => (
        <Button key={possible.action} ref={n === 0 ? first : undefined} variant={n === 0 ? 'contained' : 'outlined'} data-act={possible.action} aria-keyshortcuts={n === 0 ? 't' : undefined} onClick={() => begin(possible)}>{t(`flow.action.${possible.action}`)}</Button>
      ))}
      <Button ref={menu} color="inherit" endIcon={<ExpandLess />} data-act-menu aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)}>{t('act.more')}</Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'top', horizontal: 'right' }} transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        slotProps={{ list: { dense: true, disabledItemsFocusable: true, 'aria-label': t('act.more') }, paper: { sx: { maxHeight: '60vh', width: 360 } } }}>
        {more.map((possible) => <MenuItem key={possible.action} data-act={possible.action} onClick={() => choose(possible)}>{t(`flow.action.${possible.action}`)}</MenuItem>)}
        {not.length === 0 ? null : <ListSubheader key="not" role="none" sx={{ lineHeight: '32px' }}>{t('act.not')}</ListSubheader>}
        {not.map((one) => (
          // Its reason has to be readable and reachable: it is not faded, and takes the focus.
          <MenuItem key={one.action} disabled data-act-not={one.action} data-why={one.why} sx={{ whiteSpace: 'normal', '&.Mui-disabled': { opacity: 1 } }}>
            <ListItemText primary={t(`flow.action.${one.action}`)} secondary={whyWords(one, text)} slotProps={{ primary: { variant: 'body2', sx: { color: 'text.secondary' } }, secondary: { variant: 'caption' } }} />
          </MenuItem>
        ))}
      </Menu>
    </Box>
  )
}

/** Why not, and what would have to be. */
export function whyWords({ action, why }: Refused, { t, locale }: Text): string {
  const list = (words: string[]): string => words.join(locale === 'en' ? ', ' : '、')
  switch (why) {
    case 'other-status': return t('act.why.other-status', { statuses: list(beginningsOf(action).map((status) => t(`status.${status}`))) })
    case 'other-duty': return t('act.why.other-duty', { duties: list(dutiesOf(action).map((duty) => t(`flow.duty.${duty}`))) })
    default: return t(`flow.why.${why}`)
  }
}
