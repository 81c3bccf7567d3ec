/** “Scheduled”: which briefing is made by itself, when, and into which folder; when the next comes, and why the last one did not. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import LinearProgress from '@mui/material/LinearProgress'
import MenuItem from '@mui/material/MenuItem'
import Paper from '@mui/material/Paper'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { BriefingSchedule, ScheduleHere } from '../../../preload/contract/briefing-schedule.ts'
import { LONGEST_PURPOSE } from '../../../preload/contract/case-output.ts'
import { DECK_KINDS, type DeckKind } from '../../../preload/contract/deck.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { AreaChoice } from '../../chrome/filter/area-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { useAct } from '../../state/act.ts'
import { useLive } from '../../state/live.ts'
import { useNow } from '../../state/now.ts'
import { troubleWords } from './trouble-words.ts'

type Here = Extract<ScheduleHere, { state: 'here' }>

const MINUTE_MS = 60_000
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

export function SchedulePart(): ReactNode {
  const { t } = useText()
  const live = useLive('briefing.schedule', null, ['session', 'briefing', 'sync'])
  const here = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Paper component="section" variant="outlined" aria-labelledby="schedule-title" data-schedule={here?.state ?? ''} sx={{ p: 2, display: 'grid', gap: 1.5, minWidth: 0 }}>
      <div>
        <Typography id="schedule-title" variant="h3">{t('schedule.title')}</Typography>
        <Typography sx={{ color: 'text.secondary' }}>{t('schedule.what')}</Typography>
      </div>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {here === undefined ? <LinearProgress aria-label={t('briefing.loading')} /> : here.state === 'unable' ? <Alert severity="info">{t('schedule.unable')}</Alert> : <><State here={here} /><Form here={here} /></>}
    </Paper>
  )
}

function State({ here: { schedule, nextAt, trouble, last } }: { here: Here }): ReactNode {
  const { t, dateTime } = useText()
  const now = useNow(MINUTE_MS)
  return (
    <Box component="output" sx={{ display: 'grid', gap: 1 }} data-schedule-next={nextAt ?? ''}>
      {schedule?.isOn === true && trouble !== null ? <Alert severity="warning" role="alert">{t('schedule.trouble', { at: dateTime(trouble.at) })} {t(troubleWords(trouble.why))} {t('schedule.again')} {t('schedule.again.now')}</Alert> : null}
      {/* One that is tried again says so itself. */}
      {trouble !== null && nextAt !== null && nextAt <= now ? null : <Typography>{nextAt === null ? t('schedule.none') : nextAt <= now ? t('schedule.due') : t('schedule.next', { at: dateTime(nextAt) })}</Typography>}
      {last === null ? null : <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}><bdi>{t('schedule.last', { at: dateTime(last.at), path: last.path })}</bdi></Typography>}
    </Box>
  )
}

function Form({ here: { schedule, folder } }: { here: Here }): ReactNode {
  const { t, locale } = useText()
  /** Null while nothing was changed that is not kept. */
  const [draft, setDraft] = useState<BriefingSchedule | null>(null)
  const [saving, save] = useAct('briefing.setSchedule')
  const [choosing, choose] = useAct('briefing.chooseFolder')
  const value = draft ?? schedule ?? { isOn: true, kind: 'weekly', area: null, english: locale === 'en', weekday: 1, time: '08:00', purpose: '' }
  const change = (more: Partial<BriefingSchedule>): void => setDraft({ ...value, ...more })
  const isChanged = draft !== null && JSON.stringify(draft) !== JSON.stringify(schedule)
  const lacksFolder = value.isOn && folder === null
  const isGood = value.purpose.trim() !== '' && value.time !== '' && !lacksFolder
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isGood) save(value)
  }
  return (
    <Box component="form" aria-labelledby="schedule-title" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 1.5 }}>
      <FormControlLabel control={<Switch checked={value.isOn} onChange={(_, isOn) => change({ isOn })} />} label={t('schedule.on')} />
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <ToggleButtonGroup size="small" exclusive value={value.kind} aria-label={t('briefing.kind')} onChange={(_, kind: DeckKind | null) => kind !== null && change({ kind })}>
          {DECK_KINDS.map((each) => <ToggleButton key={each} value={each} sx={{ px: 1.5 }}>{t(`briefing.kind.${each}`)}</ToggleButton>)}
        </ToggleButtonGroup>
        <AreaChoice area={value.area} choose={(area) => change({ area })} />
        <TextField select size="small" label={t('schedule.day')} value={value.weekday ?? 0} sx={{ width: 140 }} onChange={(event) => change({ weekday: Number(event.target.value) || null })}>
          <MenuItem value={0}>{t('filter.weekday.all')}</MenuItem>
          {WEEKDAYS.map((weekday) => <MenuItem key={weekday} value={weekday}>{t(`weekday.${weekday}`)}</MenuItem>)}
        </TextField>
        <TextField size="small" type="time" required label={t('schedule.time')} value={value.time} error={value.time === ''} sx={{ width: 176 }} slotProps={{ inputLabel: { shrink: true } }} onChange={(event) => change({ time: event.target.value.slice(0, 5) })} />
        <ToggleButtonGroup size="small" exclusive value={value.english ? 'en' : 'zh-CN'} aria-label={t('briefing.language')} onChange={(_, next: 'en' | 'zh-CN' | null) => next !== null && change({ english: next === 'en' })}>
          <ToggleButton value="zh-CN" lang="zh-CN" sx={{ px: 1.25 }}>中文</ToggleButton>
          <ToggleButton value="en" lang="en" sx={{ px: 1.25, textTransform: 'none' }}>English</ToggleButton>
        </ToggleButtonGroup>
      </Box>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button variant="outlined" disabled={choosing.state === 'running'} onClick={() => choose(null)}>{t('schedule.folder.choose')}</Button>
        <Typography sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{folder === null ? t(lacksFolder ? 'schedule.folder.needed' : 'schedule.folder.none') : <bdi>{t('schedule.folder', { path: folder })}</bdi>}</Typography>
      </Box>
      <TextField required fullWidth label={t('caseFile.purpose')} helperText={t('caseFile.purpose.hint')} value={value.purpose} slotProps={{ htmlInput: { maxLength: LONGEST_PURPOSE } }} onChange={(event) => change({ purpose: event.target.value })} />
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
        <Button type="submit" variant="contained" disabled={!isGood || saving.state === 'running'}>{t('settings.save')}</Button>
        {!isChanged ? null : <Button onClick={() => setDraft(null)}>{t('settings.undo')}</Button>}
      </Box>
      <Box component="output">
        {saving.state === 'failed' ? <FailureNote failure={saving.failure} /> : saving.state === 'done' && !isChanged ? <Alert severity="success">{t('settings.saved')}</Alert> : null}
        {choosing.state === 'failed' ? <FailureNote failure={choosing.failure} /> : null}
      </Box>
    </Box>
  )
}
