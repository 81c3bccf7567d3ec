/** Leads out of a spreadsheet: chosen, shown row by row with what is wrong, and filed all together or not at all. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import FormControlLabel from '@mui/material/FormControlLabel'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { MOST_LEADS } from '../../../preload/contract/lead.ts'
import { useText } from '../../chrome/text.ts'
import { download } from '../../state/deliver.ts'
import { ImportFate } from './import-fate.tsx'
import { hasContact, intentOf } from './lead-fields.ts'
import { SheetPreview } from './sheet-preview.tsx'
import { SHEET_HEADS } from './sheet-leads.ts'
import type { Sheet } from './use-sheet.ts'

/** One question to the console carries no more. */
const MOST_BYTES = 60_000

/** From these the rows may be filed once more: under the names they had, so that none is filed twice. */
const OPEN_STATES: readonly Sheet['now']['state'][] = ['ready', 'offline', 'unsaved', 'failed']

export function SheetImport({ sheet, close }: { sheet: Sheet; close: () => void }): ReactNode {
  const { t, number } = useText()
  const { file, isReading, withContact, now } = sheet
  const picker = useRef<HTMLInputElement>(null)
  const isRunning = now.state === 'running'
  const read = file?.state === 'read' ? file : null
  const fresh = read?.leads.filter(({ isKnown }) => !isKnown) ?? []
  const wrong = read?.leads.filter(({ faults }) => faults.length > 0).length ?? 0
  const ready = fresh.filter(({ faults }) => faults.length === 0).length
  const contacts = fresh.filter(({ fields }) => hasContact(fields)).length
  const sends = contacts > 0 && withContact
  const intents = fresh.map(({ fields, op_id, id }) => intentOf(fields, { op_id, id }, sends))
  const isTooMuch = fresh.length > MOST_LEADS || new TextEncoder().encode(JSON.stringify(wrong === 0 ? intents : [])).length > MOST_BYTES
  const isReady = read !== null && wrong === 0 && fresh.length > 0 && !isTooMuch && !isReading && OPEN_STATES.includes(now.state)
  return (
    <Box component="form" sx={{ display: 'contents' }} data-import={now.state}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) (sends ? sheet.send : sheet.keep)(intents)
      }}>
      <DialogContent sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        <Typography variant="body2">{t('leads.how', { most: number(MOST_LEADS) })}</Typography>
        <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
          <Button variant="outlined" disabled={isReading || isRunning} onClick={() => picker.current?.click()}>{t('leads.choose')}</Button>
          <input ref={picker} type="file" accept=".xlsx,.csv,.txt" hidden aria-hidden tabIndex={-1}
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? []
              if (chosen !== undefined) sheet.choose(chosen)
              // The same file, mended, is to be chosen again.
              event.currentTarget.value = ''
            }} />
          <Button onClick={() => saveTemplate(t('leads.template.name'))}>{t('leads.template')}</Button>
          {file === null ? null : <Typography variant="body2"><bdi>{file.name}</bdi></Typography>}
        </Box>
        {isReading ? <LinearProgress aria-label={t('leads.reading')} /> : null}
        {file?.state === 'refused' ? <Alert severity="error" role="alert" data-refused={file.fault}>{t(`leads.file.${file.fault}`)}{file.line === null ? null : ` ${t('leads.line', { n: number(file.line) })}`}</Alert> : null}
        {file?.state === 'heads' ? (
          <Alert severity="error" role="alert" data-refused="heads">
            {file.missing.length === 0 ? null : <div>{t('leads.heads.missing', { list: columns(file.missing) })}</div>}
            {file.twice.length === 0 ? null : <div>{t('leads.heads.twice', { list: columns(file.twice) })}</div>}
          </Alert>
        ) : null}
        {read === null ? null : (
          <>
            <Typography component="output" sx={{ fontWeight: 600 }} data-leads={read.leads.length} data-wrong={wrong} data-fresh={ready}>
              {t('leads.count', { n: number(read.leads.length), fresh: number(ready), wrong: number(wrong) })}
            </Typography>
            {wrong > 0 ? <Alert severity="error">{t('leads.wrong')}</Alert> : null}
            {wrong === 0 && fresh.length === 0 ? <Alert severity="info">{t('leads.known')}</Alert> : null}
            {isTooMuch ? <Alert severity="error">{t('leads.tooMuch', { most: number(MOST_LEADS) })}</Alert> : null}
            {read.unused.length > 0 ? <Alert severity="info"><bdi>{t('leads.unused', { list: read.unused.join('、') })}</bdi></Alert> : null}
            {contacts === 0 ? null : <FormControlLabel control={<Checkbox checked={withContact} disabled={!OPEN_STATES.includes(now.state)} onChange={(_, on) => sheet.setWithContact(on)} />} label={t('leads.contact', { n: number(contacts) })} />}
            <SheetPreview leads={read.leads} verdicts={now.state === 'answered' ? now.verdicts : []} />
          </>
        )}
      </DialogContent>
      <Box sx={{ px: 3, flex: 'none' }}><ImportFate now={now} askAgain={() => sheet.askAgain(intents)} /></Box>
      <DialogActions>
        <Button onClick={close}>{t('frame.close')}</Button>
        <Button type="submit" variant="contained" disabled={!isReady}>{t('leads.do', { n: number(wrong > 0 ? 0 : ready) })}</Button>
      </DialogActions>
    </Box>
  )
}

const columns = (all: readonly (keyof typeof SHEET_HEADS)[]): string => all.map((column) => SHEET_HEADS[column][0]).join('、')

/** Heads to begin from. */
function saveTemplate(name: string): void {
  const heads = Object.values(SHEET_HEADS).map(([head]) => head)
  download(`${name}.csv`, new Blob([`\ufeff${heads.join(',')}\r\n`], { type: 'text/csv;charset=utf-8' }))
}
