/** On which display the wall opens, and whether it does so by itself; only where the program opens windows. */
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import type { Display } from '../../../preload/contract/wall-settings.ts'
import { useText } from '../../chrome/text.ts'
import { findDisplay, wordDisplay } from './display-words.ts'

const NONE = ''
const GONE = 'gone'

interface Props {
  displays: readonly Display[]
  value: Display | null
  opensWithConsole: boolean
  change: (patch: { display?: Display | null; opensWithConsole?: boolean }) => void
}

export function DisplayField({ displays, value, opensWithConsole, change }: Props): ReactNode {
  const text = useText()
  const { t } = text
  const here = value === null ? null : findDisplay(displays, value)
  const isGone = value !== null && here === null
  const choose = (id: string): void => {
    if (id !== GONE) change({ display: displays.find((display) => String(display.id) === id) ?? null })
  }
  return (
    <>
      <TextField select label={t('walls.display')} value={isGone ? GONE : here === null ? NONE : String(here.id)} helperText={t(isGone ? 'walls.display.gone.hint' : 'walls.display.hint')} onChange={(event) => choose(event.target.value)} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value={NONE}>{t('walls.display.none')}</MenuItem>
        {displays.map((display) => <MenuItem key={display.id} value={String(display.id)}><bdi>{wordDisplay(display, text)}</bdi></MenuItem>)}
        {isGone ? <MenuItem value={GONE}><bdi>{t('walls.display.gone', { display: wordDisplay(value, text) })}</bdi></MenuItem> : null}
      </TextField>
      <FormControlLabel control={<Switch checked={opensWithConsole} onChange={(_, on) => change({ opensWithConsole: on })} />} label={t('walls.opensWithConsole')} />
    </>
  )
}
