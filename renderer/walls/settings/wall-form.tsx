/** How one wall is set: its name and language, what it is of, how far its viewers sit, its night, its headline and its display. */
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { Display, WallSettings } from '../../../preload/contract/wall-settings.ts'
import { nameArea } from '../../chrome/filter/area-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { useSession } from '../../state/session.ts'
import { useAnswered } from '../use-answered.ts'
import { useOrders } from '../use-orders.ts'
import { nameWall } from '../wall-words.ts'
import { AreaField } from './area-field.tsx'
import { DisplayField } from './display-field.tsx'
import { Group, GROUPS } from './group.tsx'
import { HeadlineFields } from './headline-fields.tsx'
import { HoursField } from './hours-field.tsx'
import { focusFault, SaveBar } from './save-bar.tsx'
import { changeWall, forgetWall, settleWall, useUnsaved } from './unsaved.ts'
import { faultsOf, LONGEST_NAME, settingsOf, valuesOf, type WallValues } from './wall-values.ts'

interface Props {
  wall: WallSettings
  /** Null: this host opens no windows. */
  displays: readonly Display[] | null
  /** The console's clock. */
  now: number
}

export function WallForm({ wall, displays, now }: Props): ReactNode {
  const text = useText()
  const { t, locale } = text
  const { areas, timeZone } = useCity()
  const session = useSession()
  const orders = useOrders(wall.id)
  const [isSaved, setSaved] = useState(false)
  const [shown, answer] = useAnswered(wall)
  const kept = valuesOf(shown, nameWall(shown, text), timeZone)
  const unsaved = useUnsaved().walls[wall.id]
  const values: WallValues = { ...kept, ...unsaved }
  const faults = faultsOf(values, timeZone)
  const count = Object.keys(faults).length
  const isChanged = JSON.stringify(values) !== JSON.stringify(kept)
  const change = (patch: Partial<WallValues>): void => {
    setSaved(false)
    changeWall(wall.id, patch)
  }
  const save = async (): Promise<void> => {
    const changed = await orders.change((latest) => settingsOf({ ...valuesOf(latest, nameWall(latest, text), timeZone), ...unsaved }, latest, timeZone))
    if (changed === null) return
    settleWall(wall.id, unsaved ?? {})
    answer(changed)
    setSaved(true)
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (count > 0) focusFault(event.currentTarget)
    else void save()
  }
  const home = areas.find(({ id }) => id === session?.homeArea)
  return (
    <Box component="form" noValidate aria-label={t('walls.part.settings')} data-wall-form={wall.id} onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      <Box sx={GROUPS}>
        <Group title={t('walls.group.picture')}>
          <TextField required label={t('walls.name')} value={values.name} error={faults.name !== undefined} helperText={t(faults.name ?? 'walls.name.hint', { most: LONGEST_NAME })} slotProps={{ htmlInput: { maxLength: LONGEST_NAME, 'data-field': 'name' } }} onChange={(event) => change({ name: event.target.value })} />
          <div>
            <Typography id="wall-language" variant="caption" component="div" sx={{ color: 'text.secondary', mb: 0.5 }}>{t('walls.language')}</Typography>
            <ToggleButtonGroup size="small" exclusive value={values.language} aria-labelledby="wall-language" onChange={(_, language: WallSettings['language'] | null) => language !== null && change({ language })}>
              <ToggleButton value="zh-CN" lang="zh-CN" sx={{ px: 1.5 }}>中文</ToggleButton>
              <ToggleButton value="en" lang="en" sx={{ px: 1.5, textTransform: 'none' }}>English</ToggleButton>
            </ToggleButtonGroup>
          </div>
          <AreaField label={t('walls.area')} none={t('walls.area.own', { name: home === undefined ? t('filter.area.city') : nameArea(home, locale) })} hint={t('walls.area.hint')} value={values.area} change={(area) => change({ area })} />
          <TextField label={t('walls.distance')} value={values.distance} error={faults.distance !== undefined} helperText={t(faults.distance ?? 'walls.distance.hint')} slotProps={{ htmlInput: { inputMode: 'decimal', 'data-field': 'distance' } }} onChange={(event) => change({ distance: event.target.value })} />
        </Group>
        <Group title={t('walls.group.panel')}>
          <div>
            <FormControlLabel control={<Switch checked={values.orbit} onChange={(_, orbit) => change({ orbit })} />} label={t('walls.orbit')} />
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('walls.orbit.hint')}</Typography>
          </div>
          <HoursField label={t('walls.night')} value={values.night} fault={faults.night} change={(night) => change({ night })} />
          {displays === null ? null : <DisplayField displays={displays} value={values.display} opensWithConsole={values.opensWithConsole} change={change} />}
        </Group>
        <Group title={t('walls.group.headline')}>
          <HeadlineFields value={values.headline} language={values.language} own={values.area ?? session?.homeArea ?? null} faults={faults} now={now} change={(headline) => change({ headline })} />
        </Group>
      </Box>
      <SaveBar isChanged={isChanged} faults={count} isSaved={isSaved} failure={orders.failure} undo={() => forgetWall(wall.id)} />
    </Box>
  )
}
