/** Somebody's life is in danger: whom to call now stands before everything else, and then that it was done. */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { useText } from '../../chrome/text.ts'
import { useNow } from '../../state/now.ts'

export function DangerNote({ whole, begin }: { whole: CaseWhole; begin: () => void }): ReactNode {
  const { t, shortMoment } = useText()
  const now = useNow()
  const { handedOver } = whole
  if (!whole.danger || !whole.isOpen) return null
  return (
    <Alert severity="error" role="alert" data-danger data-handed-over={handedOver?.to ?? ''}
      action={whole.sayings.handover === null ? <Button variant={handedOver === null ? 'contained' : 'outlined'} color="error" data-say="handover" onClick={begin}>{t(handedOver === null ? 'say.handover' : 'say.handover.again')}</Button> : undefined}>
      <Typography sx={{ fontWeight: 650 }}>{t(handedOver === null ? 'desk.danger' : 'desk.danger.handed')}</Typography>
      {handedOver === null ? null : <Typography variant="body2">{t('say.handover.done', { to: t(`edits.value.${handedOver.to}`), time: shortMoment(handedOver.at, now) })}</Typography>}
    </Alert>
  )
}
