/** “Check this deck”: a file is chosen or dropped, followed, and what became of each of its figures is listed. Needs no line; the file stays on this PC. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import { MOST_DECK_BYTES } from '../../../preload/contract/deck.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import { CheckResult } from './check-result.tsx'
import { type Check, useCheck } from './use-check.ts'

export function CheckPart(): ReactNode {
  const { t, bytes } = useText()
  const { check, begin, cancel } = useCheck()
  const [isOver, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const most = bytes(MOST_DECK_BYTES)
  const isRunning = check.state === 'sending' || check.state === 'checking'
  const hover = (event: DragEvent, over: boolean): void => {
    event.preventDefault()
    setOver(over)
  }
  const drop = (event: DragEvent): void => {
    hover(event, false)
    const [file] = event.dataTransfer.files
    if (file !== undefined) begin(file)
  }
  return (
    <Paper component="section" variant="outlined" aria-labelledby="check-title" data-check={check.state} sx={{ p: 2, display: 'grid', gap: 1.5, minWidth: 0 }}
      onDragEnter={(event) => hover(event, true)} onDragOver={(event) => hover(event, true)} onDragLeave={(event) => hover(event, false)} onDrop={drop}>
      <div>
        <Typography id="check-title" variant="h3">{t('check.title')}</Typography>
        <Typography sx={{ color: 'text.secondary' }}>{t('check.what')}</Typography>
      </div>
      <Box sx={{ p: 2, border: '1px dashed', borderColor: isOver ? 'primary.main' : 'divider', bgcolor: isOver ? 'action.hover' : 'transparent', borderRadius: 1, display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button variant="outlined" onClick={() => picker.current?.click()}>{t(check.state === 'checked' ? 'check.again' : 'check.choose')}</Button>
        <input ref={picker} type="file" accept=".pptx,application/vnd.openxmlformats-officedocument.presentationml.presentation" hidden aria-hidden tabIndex={-1}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            if (file !== undefined) begin(file)
            // The same file, saved anew, is to be chosen again.
            event.currentTarget.value = ''
          }} />
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('check.drop', { most })}</Typography>
        <Typography variant="body2" sx={{ ml: 'auto', minWidth: 0, overflowWrap: 'anywhere' }}>{'name' in check ? <bdi>{check.name}</bdi> : t('check.none')}</Typography>
      </Box>
      {isRunning ? (
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
          <Box sx={{ flex: 1 }}><Running check={check} /></Box>
          <Button onClick={cancel}>{t('check.cancel')}</Button>
        </Box>
      ) : null}
      {check.state === 'refused' ? <Alert severity="error" role="alert" data-refused={check.why}>{t(`check.fault.${check.why}`, { most })}</Alert> : null}
      {check.state === 'failed' ? <FailureNote failure={check.failure} /> : null}
      {check.state === 'cancelled' ? <Typography component="output">{t('check.cancelled')}</Typography> : null}
      {check.state === 'checked' ? <CheckResult key={check.deck.run + check.name} deck={check.deck} /> : null}
    </Paper>
  )
}

function Running({ check }: { check: Check }): ReactNode {
  const { t, number } = useText()
  const progress = check.state === 'checking' && check.progress !== null && check.progress.of > 0 ? check.progress : null
  const value = check.state === 'sending' ? 100 * check.part : progress === null ? null : (100 * progress.done) / progress.of
  const words = check.state === 'sending' ? t('check.sending') : progress === null ? t('check.checking') : t('check.checking.of', { done: number(progress.done), of: number(progress.of) })
  return (
    <>
      <LinearProgress aria-label={words} {...(value === null ? {} : { variant: 'determinate', value: Math.min(100, value) })} />
      <Typography component="output" variant="caption">{words}</Typography>
    </>
  )
}
