/** The keyboard shortcuts, and the sheet that lists them. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { changeTaste, useTaste } from '../state/taste.ts'
import type { MessageKey } from '../catalogue.ts'
import { useText } from './text.ts'

/** In the order of what one works at: the frame, the list, an open case, the map. A key that does two things has a row for each. */
const ROWS: readonly [string, MessageKey][] = [
  ['?', 'keys.open'], ['1', 'keys.map'], ['2', 'keys.desk'], ['3', 'keys.edits'], ['4', 'keys.shift'], ['5', 'keys.sync'], ['6', 'keys.quality'], ['7', 'keys.settings'], ['8', 'keys.briefing'], ['9', 'keys.walls'],
  ['/', 'keys.search'], ['a', 'keys.area'], ['r', 'keys.reset'], ['s', 'keys.syncNow'], ['e', 'keys.export'], ['Esc', 'keys.close'],
  ['j k', 'keys.rows'], ['Enter', 'keys.openCase'], ['Space', 'keys.choose'], ['⇧ ↑↓', 'keys.chooseMore'], ['Ctrl A', 'keys.chooseAll'], ['i', 'keys.newLead'], ['u', 'keys.units'], ['p', 'keys.print'],
  ['t', 'keys.act'], ['n', 'keys.note'], ['Ctrl Enter', 'keys.saveNote'], ['m', 'keys.twins'],
  ['d', 'keys.drawRing'], ['b', 'keys.drawBox'], ['c', 'keys.compare'], ['[ ]', 'keys.step'], ['p', 'keys.play'], ['l', 'keys.link'],
]

export function KeysSheet({ close }: { close: () => void }): ReactNode {
  const { t } = useText()
  const { keys } = useTaste()
  return (
    <Dialog open onClose={close} aria-labelledby="keys-title" fullWidth maxWidth="xs">
      <DialogTitle id="keys-title">{t('keys.title')}</DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: '96px 1fr', rowGap: 1, m: 0, pt: 0.5 }}>
          {ROWS.map(([key, message]) => (
            <Box key={message} sx={{ display: 'contents' }}>
              <Box component="dt"><Box component="kbd" sx={{ px: 1, py: 0.25, border: 1, borderColor: 'divider', borderRadius: 0.5, fontFamily: 'inherit', fontSize: '0.8125rem' }}>{key}</Box></Box>
              <Box component="dd" sx={{ m: 0 }}>{t(message)}</Box>
            </Box>
          ))}
        </Box>
        <FormControlLabel sx={{ mt: 2 }} control={<Switch checked={keys} onChange={(_, on) => changeTaste({ keys: on })} />} label={t('keys.on')} />
      </DialogContent>
      <DialogActions><Button onClick={close}>{t('frame.close')}</Button></DialogActions>
    </Dialog>
  )
}
