/** Open cases with a life in danger, before every list, whatever it is narrowed by. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
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
  const rows = live.state === 'here' ? live.value.rows.filter(({ danger }) => danger) : []
  if (rows.length === 0) return null
  return (
    <Alert severity="error" data-danger-strip={rows.length} sx={{ flex: 'none', py: 0, borderRadius: 0, borderInline: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <strong>{t('news.strip', { n: number(rows.length, 0) })}</strong>
        {rows.slice(0, MOST_NAMED).map(({ id, number: name, place }) => <Button key={id} variant="outlined" color="error" data-in-danger={id} onClick={() => open(id)} sx={{ maxWidth: 260 }}><Box component="bdi" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{name} · {place}</Box></Button>)}
        {rows.length > MOST_NAMED ? t('bulk.andMore', { n: number(rows.length - MOST_NAMED, 0) }) : null}
      </Box>
    </Alert>
  )
}
