/** That a form goes on where it was left, since when, and how to begin anew; or that what is typed is not kept. */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'
import type { DraftHere } from '../../state/draft.ts'
import { useNow } from '../../state/now.ts'

export function DraftNote({ draft: { found, failure }, isRestored, discard }: { draft: Pick<DraftHere, 'found' | 'failure'>; isRestored: boolean; discard: () => void }): ReactNode {
  const { t, age } = useText()
  const now = useNow()
  return (
    <>
      {isRestored && found ? (
        <Alert severity="info" icon={false} data-draft-restored sx={{ py: 0 }} action={<Button color="inherit" onClick={discard}>{t('draft.discard')}</Button>}>
          {t('draft.restored', { age: age(Math.max(0, now - found.at)) })}
        </Alert>
      ) : null}
      {failure === null ? null : <Alert severity="warning" data-draft-lost sx={{ py: 0 }}>{t('draft.failed')}</Alert>}
    </>
  )
}
