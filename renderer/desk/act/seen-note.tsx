/** Somebody changed meanwhile what the form is about: what it is now, to be seen before anything is saved over it. */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useNames } from '../../chrome/case-names.ts'
import { fieldWords, valueWords } from '../../chrome/edit-words.ts'
import { useText } from '../../chrome/text.ts'
import type { Change } from './use-seen.ts'

export function SeenNote({ changes, look }: { changes: readonly Change[]; look: () => void }): ReactNode {
  const text = useText()
  const { t } = text
  const { names } = useNames(changes.flatMap(({ field, was, now }) => (field === 'duplicate_of' ? [was, now] : [])).filter((id) => typeof id === 'string'))
  if (changes.length === 0) return null
  return (
    <Alert severity="warning" role="alert" data-changed={changes.map(({ field }) => field).join(' ')} action={<Button color="inherit" data-look onClick={look}>{t('seen.look')}</Button>}>
      {t('seen.changed')}
      {changes.map(({ field, was, now }) => <Typography key={field} variant="body2"><bdi>{t('history.changed', { field: fieldWords(field, text), was: valueWords(field, was, names, text), now: valueWords(field, now, names, text) })}</bdi></Typography>)}
    </Alert>
  )
}
