/** From where on something is worth a decision, how often each source is due, and whether the console sounds; for all walls of this PC. */
import TryIcon from '@mui/icons-material/VolumeUpOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { SOURCES } from '../../../preload/contract/freshness.ts'
import type { WallThresholds } from '../../../preload/contract/wall-settings.ts'
import { getBridge } from '../../bridge.ts'
import type { Failure } from '../../../preload/contract/api.ts'
import type { MessageKey } from '../../catalogue.ts'
import { useText } from '../../chrome/text.ts'
import { useAnswered } from '../use-answered.ts'
import { sound } from '../sound/tone.ts'
import { Group, GROUPS } from './group.tsx'
import { HoursField } from './hours-field.tsx'
import { focusFault, SaveBar } from './save-bar.tsx'
import { thresholdFaultsOf, thresholdsOf, thresholdValuesOf, type ThresholdValues } from './threshold-values.ts'
import { changeThresholds, forgetThresholds, settleThresholds, useUnsaved } from './unsaved.ts'

export function ThresholdsForm({ thresholds }: { thresholds: WallThresholds }): ReactNode {
  const { t } = useText()
  const [saving, setSaving] = useState<{ isSaved: boolean; failure: Failure | null }>({ isSaved: false, failure: null })
  const [shown, show] = useAnswered(thresholds)
  const kept = thresholdValuesOf(shown)
  const unsaved = useUnsaved().thresholds
  const values: ThresholdValues = { ...kept, ...unsaved }
  const faults = thresholdFaultsOf(values)
  const count = Object.keys(faults).length
  const isChanged = JSON.stringify(values) !== JSON.stringify(kept)
  const change = (patch: Partial<ThresholdValues>): void => {
    setSaving({ isSaved: false, failure: null })
    changeThresholds(patch)
  }
  const save = async (): Promise<void> => {
    const answer = await getBridge().call('wall.setThresholds', thresholdsOf(values))
    setSaving(answer.ok ? { isSaved: true, failure: null } : { isSaved: false, failure: answer.failure })
    if (!answer.ok) return
    settleThresholds(unsaved)
    show(answer.value.thresholds)
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (count > 0) focusFault(event.currentTarget)
    else void save()
  }
  const field = (key: 'times' | 'reports' | 'gap', hint: MessageKey): ReactNode => (
    <TextField label={t(`walls.threshold.${key}`)} value={values[key]} error={faults[key] !== undefined} helperText={t(faults[key] ?? hint)} slotProps={{ htmlInput: { inputMode: 'decimal', 'data-field': key } }} onChange={(event) => change({ [key]: event.target.value })} />
  )
  return (
    <Box component="form" noValidate aria-label={t('walls.part.thresholds')} data-thresholds-form="" onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      <Typography sx={{ color: 'text.secondary' }}>{t('walls.thresholds.what')}</Typography>
      <Box sx={GROUPS}>
        <Group title={t('walls.group.thresholds')}>
          {field('times', 'walls.threshold.times.hint')}
          {field('reports', 'walls.threshold.reports.hint')}
          {field('gap', 'walls.threshold.gap.hint')}
        </Group>
        <Group title={t('walls.group.every')}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('walls.every.what')}</Typography>
          {SOURCES.map((source) => (
            <TextField key={source} label={t('walls.every', { source: t(`wall.source.${source}`) })} value={values.every[source]} error={faults[source] !== undefined} helperText={faults[source] === undefined ? undefined : t(faults[source])} slotProps={{ htmlInput: { inputMode: 'numeric', 'data-field': source } }}
              onChange={(event) => change({ every: { ...values.every, [source]: event.target.value } })} />
          ))}
        </Group>
        <Group title={t('walls.group.sound')}>
          <FormControlLabel control={<Switch checked={values.sound} onChange={(_, on) => change({ sound: on })} />} label={t('walls.sound')} />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('walls.sound.what')}</Typography>
          <TrySound />
          <HoursField label={t('walls.quiet')} value={values.quiet} fault={faults.quiet} change={(quiet) => change({ quiet })} />
        </Group>
      </Box>
      <SaveBar isChanged={isChanged} faults={count} isSaved={saving.isSaved} failure={saving.failure} undo={forgetThresholds} />
    </Box>
  )
}

function TrySound(): ReactNode {
  const { t } = useText()
  const [tried, setTried] = useState<'not' | 'sounded' | 'mute'>('not')
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
      <Button variant="outlined" startIcon={<TryIcon />} data-try-sound={tried} onClick={() => void sound().then((sounded) => setTried(sounded ? 'sounded' : 'mute'), () => setTried('mute'))}>{t('walls.sound.try')}</Button>
      <Typography component="output" variant="body2">{tried === 'not' ? null : t(`walls.sound.${tried}`)}</Typography>
    </Box>
  )
}
