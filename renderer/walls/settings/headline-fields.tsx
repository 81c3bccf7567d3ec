/** The manager's own headline: a template with an area, a number and an end; what the wall will say stands below. */
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { HEADLINES, type HeadlineId, type WallSettings } from '../../../preload/contract/wall-settings.ts'
import type { WallName } from '../../../preload/contract/wall.ts'
import { makeText } from '../../chrome/phrase.ts'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { instantOf } from '../../state/days.ts'
import { headlineWords } from '../../wall/stage/headline-words.ts'
import { AreaField } from './area-field.tsx'
import { chooseHeadline, type Faults, type HeadlineValues, readHeadlineNumber, type WallFault } from './wall-values.ts'

interface Props {
  value: HeadlineValues
  language: WallSettings['language']
  /** The area the wall is of. */
  own: string | null
  faults: Faults<WallFault>
  /** The console's clock. */
  now: number
  change: (value: HeadlineValues) => void
}

export function HeadlineFields({ value, language, own, faults, now, change }: Props): ReactNode {
  const { t } = useText()
  const { areas, timeZone } = useCity()
  const nameOf = (id: string | null): WallName | null => {
    const area = areas.find((one) => one.id === id)
    return area === undefined ? null : { zh: area.name, en: area.nameEn }
  }
  const text = makeText(language, timeZone)
  const ownName = nameOf(own) ?? { zh: '', en: null }
  const until = instantOf(value.until, timeZone)
  const isOver = until !== null && until <= now
  const say = (headline: HeadlineId, number: number | null): string => headlineWords({ headline, area: nameOf(value.area), number }, ownName, text)
  return (
    <>
      <TextField select label={t('walls.headline.template')} helperText={t('walls.headline.hint')} value={value.headline ?? ''} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        onChange={(event) => change(chooseHeadline(value, HEADLINES.find((id) => id === event.target.value) ?? null, now, timeZone))}>
        <MenuItem value="">{t('walls.headline.none')}</MenuItem>
        {HEADLINES.map((headline) => <MenuItem key={headline} value={headline} lang={language}><bdi>{say(headline, null)}</bdi></MenuItem>)}
      </TextField>
      {value.headline === null ? null : (
        <>
          <AreaField label={t('walls.headline.area')} none={t('walls.headline.area.own')} value={value.area} change={(area) => change({ ...value, area })} />
          <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'flex-start' }}>
            <TextField label={t('walls.headline.number')} value={value.number} error={faults.number !== undefined} helperText={t(faults.number ?? 'walls.headline.number.hint')} sx={{ width: 200 }} slotProps={{ htmlInput: { inputMode: 'numeric' } }} onChange={(event) => change({ ...value, number: event.target.value })} />
            <TextField type="datetime-local" label={t('walls.headline.until')} value={value.until} error={faults.until !== undefined} helperText={t(faults.until ?? (isOver ? 'walls.headline.over' : 'walls.headline.until.hint'))} sx={{ width: 240 }} slotProps={{ inputLabel: { shrink: true } }} onChange={(event) => change({ ...value, until: event.target.value })} />
          </Box>
          <Typography lang={language} data-headline-words sx={{ overflowWrap: 'anywhere', fontWeight: 650 }}><bdi>{say(value.headline, readHeadlineNumber(value.headline, value.number))}</bdi></Typography>
        </>
      )}
    </>
  )
}
