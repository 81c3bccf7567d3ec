/** What a case says of itself: where it stands, until when, what was reported, where; each with the way to correct it for whoever may. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { DeadlineNote } from '../../chrome/deadline-note.tsx'
import { EditMark } from '../../chrome/edit-mark.tsx'
import { SimulatedMark } from '../../chrome/simulated-mark.tsx'
import { useText } from '../../chrome/text.ts'
import { useNow } from '../../state/now.ts'
import { CaseFacts } from '../case-facts.tsx'
import { MINUTE_MS } from '../case-question.ts'
import { dueWords, isLate } from '../due-words.ts'
import { EditButton } from '../edit/edit-button.tsx'
import { FlagButtons, type Flag } from '../edit/flag-buttons.tsx'
import { PhotoStrip } from '../photos/photo-strip.tsx'
import { PlacePart } from '../place/place-part.tsx'
import { DangerNote } from '../sayings/danger-note.tsx'
import { SayingsPart } from '../sayings/sayings-part.tsx'
import { StageBar } from '../stage-bar.tsx'
import { StatusMark } from '../status-mark.tsx'
import { TwinsPart } from '../twins/twins-part.tsx'
import type { OpenForm } from './form-name.ts'

interface Props {
  whole: CaseWhole
  open: (id: string) => void
  begin: (form: OpenForm) => void
  turn: (flag: Flag) => void
}

export function CaseParts({ whole, open, begin, turn }: Props): ReactNode {
  const text = useText()
  const { t, dateTime } = text
  const now = useNow(MINUTE_MS)
  const late = isLate(whole, now)
  const editable = (field: 'text' | 'class' | 'due_at' | 'place'): boolean => whole.fields[field] === null
  return (
    <>
      <DangerNote whole={whole} begin={() => begin({ form: 'handover' })} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <StatusMark status={whole.status} />
        {whole.edit === null ? null : <EditMark mark={whole.edit} />}
        {whole.simulated ? <SimulatedMark /> : null}
      </Box>
      <StageBar stage={whole.stage} />
      <FlagButtons whole={whole} turn={turn} />
      <Box>
        <Typography component="div" sx={{ fontWeight: 600, color: late ? 'error.text' : undefined }} data-due>
          {late ? '▲ ' : ''}{t('desk.column.due')}{text.locale === 'en' ? ': ' : '：'}{dueWords(whole, now, text)}
          {editable('due_at') ? <EditButton name="due_at" what={t('flow.field.due_at')} begin={() => begin({ form: 'due_at' })} /> : null}
        </Typography>
        <DeadlineNote deadline={whole.deadline} />
      </Box>
      <Typography component="div" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        <bdi data-case-text>{whole.text}</bdi>
        {editable('text') ? <EditButton name="text" what={t('flow.field.text')} begin={() => begin({ form: 'text' })} /> : null}
      </Typography>
      <PhotoStrip id={whole.id} />
      <CaseFacts whole={whole} open={open} correctClass={editable('class') ? () => begin({ form: 'class' }) : null} />
      <PlacePart whole={whole} correct={editable('place') ? () => begin({ form: 'place' }) : null} />
      {whole.isOpen ? <TwinsPart whole={whole} compare={(candidate) => begin({ form: 'compare', candidate })} /> : null}
      <SayingsPart whole={whole} begin={(form) => begin({ form })} />
      <Typography variant="caption" sx={{ color: 'text.secondary' }} data-case-source>
        <bdi>{t('map.card.source', { source: whole.source === '' ? t('map.card.noSource') : whole.source, asOf: whole.asOf === null ? t('age.never') : dateTime(whole.asOf) })}</bdi>
      </Typography>
    </>
  )
}
