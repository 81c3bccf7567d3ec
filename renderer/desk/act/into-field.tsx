/** Another case, found by its number or words; before anything is typed, those that may tell of the same problem. */
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseRow, CaseWhole } from '../../../preload/contract/case-list.ts'
import { LONGEST_WINDOW_DAYS } from '../../../preload/contract/model.ts'
import { LONGEST_SEARCH } from '../../../preload/contract/search.ts'
import { useText } from '../../chrome/text.ts'
import { DEFAULT_ADDRESS } from '../../state/address.ts'
import { useCity } from '../../state/city.ts'
import { useKept } from '../../state/kept.ts'
import { useLive } from '../../state/live.ts'
import { useNow } from '../../state/now.ts'
import { MINUTE_MS, questionOf } from '../case-question.ts'
import { StatusMark } from '../status-mark.tsx'
import type { FieldProps } from './field-props.ts'

const REST_MS = 250
const MOST_OPTIONS = 12

export function IntoField({ whole, value, change, label, fault, isFirst, allowsItself = false }: FieldProps & { whole: Pick<CaseWhole, 'id'>; allowsItself?: boolean }): ReactNode {
  const { t } = useText()
  const city = useCity()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), REST_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const now = useNow(MINUTE_MS)
  const question = useKept(questionOf({ ...DEFAULT_ADDRESS, view: 'all', mine: false, period: { last: LONGEST_WINDOW_DAYS }, find: asked }, city, null, now))
  const found = useLive('cases.page', asked === '' ? null : { question, order: { by: 'reported', descending: true }, from: 0, limit: MOST_OPTIONS }, ['cases', 'edits'])
  const alike = useLive('cases.duplicates', { id: whole.id }, ['cases', 'edits'])
  const chosen = useLive('cases.get', value === '' ? null : { id: value, at: question.at }, ['cases', 'edits'])
  const own = chosen.state === 'here' && value !== '' ? chosen.value : null
  const candidates = alike.state === 'here' ? (alike.value?.candidates ?? []).map(({ row }) => row) : []
  const rows = (asked === '' ? candidates : found.state === 'here' ? found.value.rows : []).filter(({ id }) => allowsItself || id !== whole.id)
  return (
    <Autocomplete<CaseRow> fullWidth size="small" options={rows} value={own} loading={asked !== '' && found.state === 'asking'} loadingText={t('act.into.asking')} noOptionsText={t(asked === '' ? 'act.into.type' : 'act.into.none')}
      filterOptions={(all) => all} getOptionLabel={({ number }) => number} getOptionKey={({ id }) => id} isOptionEqualToValue={(a, b) => a.id === b.id}
      groupBy={() => t(asked === '' ? 'act.into.alike' : 'act.into.found')}
      onInputChange={(_, text, why) => why === 'input' && setTyped(text)}
      onChange={(_, row) => change(row?.id ?? '')}
      renderOption={({ key, ...props }, row) => <Box component="li" key={key} {...props} data-into={row.id} sx={{ display: 'block !important' }}><CaseLine row={row} /></Box>}
      renderInput={(params) => (
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its first field
        <TextField {...params} autoFocus={isFirst} label={label} error={fault !== ''} helperText={fault === '' ? (own === null ? t('act.into.help') : own.text) : fault}
          slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, maxLength: LONGEST_SEARCH, 'data-field': 'into' } }} />
      )} />
  )
}

/** A case in two lines, for choosing among some. */
export function CaseLine({ row }: { row: CaseRow }): ReactNode {
  return (
    <>
      <Box component="span" sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}><Typography component="bdi" variant="body2" sx={{ fontWeight: 600 }}>{row.number}</Typography><Typography component="span" variant="caption"><StatusMark status={row.status} /></Typography></Box>
      <Typography component="bdi" variant="caption" sx={{ display: 'block', color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{row.place} · {row.text}</Typography>
    </>
  )
}
