/** What may be done with the chosen cases, and what was done with them last. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'
import { useKeys } from '../../state/keys.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { BULK_ACTIONS, type BulkAction } from './bulk-plan.ts'
import { MOST_CHOSEN, type Chosen } from './chosen.ts'

interface Props {
  chosen: Chosen
  /** Of the question; null while it is counted. */
  total: number | null
  /** Then Escape closes the case first. */
  isCaseOpen: boolean
  chooseAll: () => void
  clear: () => void
}

export function BulkBar({ chosen, total, isCaseOpen, chooseAll, clear }: Props): ReactNode {
  const { t, number } = useText()
  const [action, setAction] = useState<BulkAction | null>(null)
  const [rows, setRows] = useState(() => [...chosen.values()])
  const [said, setSaid] = useState('')
  useKeys(isCaseOpen || chosen.size === 0 ? {} : { Escape: clear })
  const begin = (next: BulkAction): void => {
    setRows([...chosen.values()])
    setAction(next)
  }
  const isFull = chosen.size >= MOST_CHOSEN
  return (
    <>
      <Box component="output" data-bulk-said={said === '' ? undefined : ''} sx={{ display: 'block' }}>
        {said === '' ? null : <Alert severity="success" onClose={() => setSaid('')} closeText={t('act.shut')} sx={{ py: 0, mx: 1.5, my: 0.5 }}><bdi>{said}</bdi></Alert>}
      </Box>
      {chosen.size === 0 ? null : (
        <Box component="section" aria-label={t('bulk.bar')} data-chosen={chosen.size} sx={{ flex: 'none', display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, px: 1.5, py: 0.5, bgcolor: 'action.selected', borderBottom: 1, borderColor: 'divider' }}>
          <Typography component="output" variant="body2" sx={{ fontWeight: 600 }}>
            {t('bulk.chosen', { n: number(chosen.size, 0) })}{isFull && total !== null && total > MOST_CHOSEN ? t('bulk.full', { most: number(MOST_CHOSEN, 0), total: number(total, 0) }) : ''}
          </Typography>
          {BULK_ACTIONS.map((each) => <Button key={each} variant="outlined" data-bulk={each} onClick={() => begin(each)}>{t('bulk.begin', { action: t(`flow.action.${each}`) })}</Button>)}
          <Box sx={{ flex: 1 }} />
          {isFull || (total !== null && chosen.size >= total) ? null : <Button color="inherit" data-choose-all onClick={chooseAll}>{t('bulk.all', { most: number(MOST_CHOSEN, 0) })}</Button>}
          <Button color="inherit" data-choose-none onClick={clear}>{t('bulk.none')}</Button>
        </Box>
      )}
      {action === null ? null : (
        <BulkDialog action={action} rows={rows} close={() => setAction(null)}
          done={(words) => {
            setAction(null)
            setSaid(words)
            clear()
          }} />
      )}
    </>
  )
}
