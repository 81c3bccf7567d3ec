/** What a briefing is made of: kind, area, last day and language; composed from this PC's data, with or without a line. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { DECK_KINDS, type DeckKind } from '../../../preload/contract/deck.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { AreaChoice } from '../../chrome/filter/area-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { addDays, isDay } from '../../state/days.ts'
import { useNow } from '../../state/now.ts'
import { useSession } from '../../state/session.ts'
import { defaultDay, newestDay } from './default-day.ts'
import type { Compose } from './use-compose.ts'

const MINUTE_MS = 60_000

export function ChooseBar({ compose: { composing, compose, cancel } }: { compose: Compose }): ReactNode {
  const { t, locale, day } = useText()
  const city = useCity()
  const session = useSession()
  const newest = newestDay(city.lastReportAt, useNow(MINUTE_MS), city.timeZone)
  const [kind, setKind] = useState<DeckKind>('weekly')
  const [area, setArea] = useState<string | null>(() => homeOf(city, session?.homeArea))
  /** Null while nobody has typed one: then the newest whole day or week. */
  const [typed, setTyped] = useState<string | null>(null)
  const [english, setEnglish] = useState(locale === 'en')
  const lastDay = typed ?? defaultDay(kind, newest)
  const isGood = isDay(lastDay) && lastDay <= newest
  const isComposing = composing.state === 'composing'
  const progress = composing.state === 'composing' ? composing.progress : null
  return (
    <Box component="form" aria-label={t('briefing.choose')} noValidate sx={{ flex: 'none', px: 2, py: 1, borderBottom: 1, borderColor: 'divider', bgcolor: 'background.paper' }}
      onSubmit={(event) => {
        event.preventDefault()
        if (isGood && !isComposing) compose({ question: { kind, area, lastDay, english }, again: null })
      }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <ToggleButtonGroup size="small" exclusive value={kind} aria-label={t('briefing.kind')} disabled={isComposing} onChange={(_, next: DeckKind | null) => next !== null && setKind(next)}>
          {DECK_KINDS.map((each) => <ToggleButton key={each} value={each} sx={{ px: 1.5 }}>{t(`briefing.kind.${each}`)}</ToggleButton>)}
        </ToggleButtonGroup>
        <AreaChoice area={area} choose={setArea} />
        <TextField size="small" type="date" required label={t('briefing.lastDay')} value={lastDay} error={!isGood} disabled={isComposing} sx={{ width: 176 }} onChange={(event) => setTyped(event.target.value === '' ? null : event.target.value)}
          slotProps={{ htmlInput: { max: newest }, inputLabel: { shrink: true } }} {...(isGood ? {} : { helperText: t('briefing.lastDay.wrong', { day: day(newest) }) })} />
        <ToggleButtonGroup size="small" exclusive value={english ? 'en' : 'zh-CN'} aria-label={t('briefing.language')} disabled={isComposing} onChange={(_, next: 'en' | 'zh-CN' | null) => next !== null && setEnglish(next === 'en')}>
          <ToggleButton value="zh-CN" lang="zh-CN" sx={{ px: 1.25 }}>中文</ToggleButton>
          <ToggleButton value="en" lang="en" sx={{ px: 1.25, textTransform: 'none' }}>English</ToggleButton>
        </ToggleButtonGroup>
        {isComposing ? <Button onClick={cancel}>{t('frame.cancel')}</Button> : <Button type="submit" variant="contained" disabled={!isGood}>{t('briefing.compose')}</Button>}
        <Typography variant="caption" sx={{ color: 'text.secondary', alignSelf: 'center' }}>
          {isGood ? t('briefing.period', { from: day(kind === 'daily' ? lastDay : addDays(lastDay, -6)), to: day(lastDay) }) : null}
        </Typography>
      </Box>
      <Box component="output" data-composing={composing.state} sx={{ display: 'block' }}>
        {isComposing ? <Box sx={{ mt: 1 }}><LinearProgress aria-label={t('briefing.composing')} {...(progress === null || progress.of === 0 ? {} : { variant: 'determinate', value: (100 * progress.done) / progress.of })} /><Typography variant="caption">{t('briefing.composing')}</Typography></Box> : null}
        {composing.state === 'refused' ? <Alert severity="warning" role="alert" sx={{ mt: 1 }} data-no-deck={composing.why}>{t(`briefing.why.${composing.why}`)}</Alert> : null}
        {composing.state === 'failed' ? <Box sx={{ mt: 1 }}><FailureNote failure={composing.failure} /></Box> : null}
      </Box>
    </Box>
  )
}

/** The whole city is no area of a deck. */
function homeOf({ areas }: ReturnType<typeof useCity>, home: string | undefined): string | null {
  const area = areas.find(({ id }) => id === home)
  return area === undefined || area.level === 'city' ? null : area.id
}
