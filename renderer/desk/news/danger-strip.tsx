/** Open cases with a life in danger, before every list, whatever it is narrowed by: first those that nobody has handed over yet. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import type { CaseRow } from '../../../preload/contract/case-list.ts'
import type { City } from '../../../preload/contract/model.ts'
import { useText } from '../../chrome/text.ts'
import { DEFAULT_ADDRESS } from '../../state/address.ts'
import { useKept } from '../../state/kept.ts'
import { useLive } from '../../state/live.ts'
import { useNow } from '../../state/now.ts'
import { MINUTE_MS, questionOf } from '../case-question.ts'

const MOST_URGENT = 500
const MOST_NAMED = 4

export function DangerStrip({ city, home, open }: { city: City; home: string | null; open: (id: string) => void }): ReactNode {
  const { t, number } = useText()
  const now = useNow(MINUTE_MS)
  const question = useKept(questionOf({ ...DEFAULT_ADDRESS, view: 'urgent' }, city, home, now))
  const live = useLive('cases.page', { question, order: { by: 'reported', descending: true }, from: 0, limit: MOST_URGENT }, ['session', 'cases', 'sync', 'edits'])
  const page = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const inDanger = page?.rows.filter(({ danger }) => danger) ?? []
  const rows = inDanger.toSorted((one, other) => Number(one.isHandedOver) - Number(other.isHandedOver))
  const toCall = rows.filter(({ isHandedOver }) => !isHandedOver).length
  const done = rows.length - toCall
  const named = rows.slice(0, MOST_NAMED)
  if (rows.length === 0) return null
  return (
    <Alert severity={toCall > 0 ? 'error' : 'warning'} data-danger-strip={rows.length} data-to-call={toCall} sx={{ flex: 'none', py: 0, borderRadius: 0, borderInline: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        {toCall > 0 ? <strong>{t('news.strip', { n: number(toCall, 0) })}</strong> : null}
        {named.filter(({ isHandedOver }) => !isHandedOver).map((row) => <CaseButton key={row.id} row={row} open={open} />)}
        {done > 0 ? <span>{t('news.strip.handed', { n: number(done, 0) })}</span> : null}
        {named.filter(({ isHandedOver }) => isHandedOver).map((row) => <CaseButton key={row.id} row={row} open={open} />)}
        {rows.length > MOST_NAMED ? t('bulk.andMore', { n: number(rows.length - MOST_NAMED, 0) }) : null}
      </Box>
    </Alert>
  )
}

function CaseButton({ row: { id, number, place, isHandedOver }, open }: { row: CaseRow; open: (id: string) => void }): ReactNode {
  return (
    <Button variant="outlined" color={isHandedOver ? 'inherit' : 'error'} data-in-danger={id} onClick={() => open(id)} sx={{ maxWidth: 260 }}>
      <Box component="bdi" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{number} · {place}</Box>
    </Button>
  )
}
