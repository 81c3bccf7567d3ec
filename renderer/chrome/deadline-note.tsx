/** How a report stands to its deadline in the time that counts, where central and reckoning differ, and on demand every step of the way. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import ExpandLessIcon from '@mui/icons-material/ExpandLess'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import type { Deadline } from '../../preload/contract/deadline.ts'
import { useText } from './text.ts'
import { limitWords, stateWords, stepWords, tellTogether } from './deadline-words.ts'

export function DeadlineNote({ deadline }: { deadline: Deadline }): ReactNode {
  const text = useText()
  const { t, dateTime } = text
  const [isOpen, setOpen] = useState(false)
  const list = useId()
  const { limit, gap, stated, reckoned, differs, steps, calendar } = deadline
  return (
    <Box data-deadline={deadline.state.state} sx={{ mb: 1.5, display: 'grid', gap: 0.5, justifyItems: 'start' }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}><bdi>{stateWords(deadline, text)}</bdi></Typography>
      {limit === null ? null : <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('map.deadline.limit', { limit: limitWords(limit, text) })}</Typography>}
      {differs && stated !== null && reckoned !== null
        ? <Alert severity="warning" data-deadline-differs="" sx={{ py: 0, justifySelf: 'stretch' }}>{t('map.deadline.differs', { stated: dateTime(stated), reckoned: dateTime(reckoned) })}</Alert> : null}
      {gap === null || gap === 'paused' ? null : <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t(`map.deadline.gap.${gap}`)}</Typography>}
      {steps.length < 2 ? null : (
        <Button size="small" aria-expanded={isOpen} aria-controls={list} onClick={() => setOpen(!isOpen)} endIcon={isOpen ? <ExpandLessIcon /> : <ExpandMoreIcon />} sx={{ ml: -0.5 }}>
          {t('map.deadline.why')}
        </Button>
      )}
      <Box component="ol" id={list} hidden={!isOpen} sx={{ m: 0, pl: 3, '& li': { mb: 0.25 } }}>
        {isOpen ? tellTogether(steps).map((step, i) => (
          <Typography component="li" variant="caption" key={i} data-step={step.kind} sx={{ display: 'list-item', color: step.kind === 'day' && step.counted === 0 ? 'text.secondary' : 'text.primary' }}>
            <bdi>{stepWords(step, deadline.workdayMs !== null, text)}</bdi>
          </Typography>
        )) : null}
      </Box>
      {isOpen && calendar !== null ? <Typography variant="caption" sx={{ color: 'text.secondary' }}><bdi>{t('map.deadline.calendar', { source: calendar.source, asOf: calendar.asOf })}</bdi></Typography> : null}
    </Box>
  )
}
