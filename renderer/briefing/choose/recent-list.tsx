/** The briefings that this PC keeps for its user: opened again with their edits, made again with the newest data, or let go. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import LinearProgress from '@mui/material/LinearProgress'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { BriefingHead } from '../../../preload/contract/briefing.ts'
import { getBridge } from '../../bridge.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { SimulatedMark } from '../../chrome/simulated-mark.tsx'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'

interface Props {
  open: (run: string) => void
  again: (head: BriefingHead, words: boolean) => void
  /** One is being composed. */
  isBusy: boolean
}

export function RecentList({ open, again, isBusy }: Props): ReactNode {
  const { t, day, dateTime } = useText()
  const live = useLive('briefing.runs', null, ['session', 'briefing'])
  const runs = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? []) : null
  const [asked, ask] = useState<{ head: BriefingHead; what: 'again' | 'forget' } | null>(null)
  const close = (): void => ask(null)
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 2 }} data-briefings={runs?.length ?? ''}>
      <Typography variant="h3" sx={{ mb: 1 }}>{t('briefing.recent')}</Typography>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {runs === null ? <LinearProgress aria-label={t('briefing.loading')} /> : runs.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('briefing.recent.none')}</Typography> : (
        <Table size="small" aria-label={t('briefing.recent')} sx={{ maxWidth: 1400 }}>
          <TableHead>
            <TableRow>{(['title', 'area', 'lastDay', 'madeAt', 'asOf', 'state', 'do'] as const).map((head) => <TableCell key={head}>{t(`briefing.recent.${head}`)}</TableCell>)}</TableRow>
          </TableHead>
          <TableBody>
            {runs.map((head) => (
              <TableRow key={head.run} data-briefing={head.run}>
                <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}><bdi>{head.title}</bdi> {head.simulated ? <SimulatedMark /> : null}</TableCell>
                <TableCell><bdi>{head.areaName}</bdi></TableCell>
                <TableCell>{day(head.lastDay)}</TableCell>
                <TableCell>{dateTime(head.madeAt)}</TableCell>
                <TableCell>{head.asOf === null ? t('age.never') : dateTime(head.asOf)}</TableCell>
                <TableCell>{t(head.isEdited ? 'briefing.recent.edited' : 'briefing.recent.composed')}</TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>
                  <Button size="small" aria-label={t('briefing.open.what', { title: head.title, area: head.areaName })} onClick={() => open(head.run)}>{t('briefing.open')}</Button>
                  <Button size="small" disabled={isBusy} aria-label={t('briefing.again.what', { title: head.title, area: head.areaName })} onClick={() => ask({ head, what: 'again' })}>{t('briefing.again')}</Button>
                  <Button size="small" color="inherit" aria-label={t('briefing.forget.what', { title: head.title, area: head.areaName })} onClick={() => ask({ head, what: 'forget' })}>{t('briefing.forget')}</Button>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {asked?.what === 'again' ? <AgainDialog head={asked.head} close={close} again={again} /> : null}
      {asked?.what === 'forget' ? <ForgetDialog head={asked.head} close={close} /> : null}
    </Box>
  )
}

/** Order and hidden slides go along; own words only by choice, for their figures are of another time. */
export function AgainDialog({ head, close, again }: { head: Pick<BriefingHead, 'title' | 'lastDay'> & BriefingHead; close: () => void; again: Props['again'] }): ReactNode {
  const { t, day } = useText()
  const [words, setWords] = useState(false)
  return (
    <Dialog open onClose={close} aria-labelledby="again-title" maxWidth="xs" fullWidth>
      <DialogTitle id="again-title">{t('briefing.again.title')}</DialogTitle>
      <DialogContent>
        <Typography>{t('briefing.again.text', { title: head.title, day: day(head.lastDay) })}</Typography>
        <FormControlLabel sx={{ mt: 1 }} control={<Checkbox checked={words} onChange={(_, on) => setWords(on)} />} label={t('briefing.again.words')} />
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>{t('briefing.again.words.why')}</Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('frame.cancel')}</Button>
        <Button variant="contained" onClick={() => {
          close()
          again(head, words)
        }}>{t('briefing.compose')}</Button>
      </DialogActions>
    </Dialog>
  )
}

function ForgetDialog({ head, close }: { head: BriefingHead; close: () => void }): ReactNode {
  const { t } = useText()
  return (
    <Dialog open onClose={close} aria-labelledby="forget-title" maxWidth="xs" fullWidth>
      <DialogTitle id="forget-title">{t('briefing.forget.title')}</DialogTitle>
      <DialogContent><Typography>{t('briefing.forget.text', { title: head.title })}</Typography></DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('frame.cancel')}</Button>
        <Button variant="contained" color="error" onClick={() => {
          close()
          void getBridge().call('briefing.forget', { run: head.run })
        }}>{t('briefing.forget')}</Button>
      </DialogActions>
    </Dialog>
  )
}
