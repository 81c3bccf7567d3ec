/** Save, or take the changes back; what is wrong is counted, and what went wrong is said. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import { useText } from '../../chrome/text.ts'
import { WallFailure } from '../wall-failure.tsx'

interface Props {
  isChanged: boolean
  faults: number
  isSaved: boolean
  failure: Failure | null
  undo: () => void
}

export function SaveBar({ isChanged, faults, isSaved, failure, undo }: Props): ReactNode {
  const { t } = useText()
  return (
    <Box sx={{ display: 'grid', gap: 1 }} data-unsaved={isChanged}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button type="submit" variant="contained" disabled={!isChanged}>{t('settings.save')}</Button>
        {isChanged ? <Button onClick={undo}>{t('settings.undo')}</Button> : null}
        {isChanged ? <Typography sx={{ color: faults > 0 ? 'error.text' : 'warning.text' }}>{faults > 0 ? t('walls.faults', { n: faults }) : t('walls.unsaved')}</Typography> : null}
      </Box>
      <Box component="output">
        {failure === null ? (isSaved && !isChanged ? <Alert severity="success">{t('settings.saved')}</Alert> : null) : <WallFailure failure={failure} />}
      </Box>
    </Box>
  )
}

/** Where something is wrong, whoever saves is taken to it. */
export function focusFault(form: HTMLFormElement): void {
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
