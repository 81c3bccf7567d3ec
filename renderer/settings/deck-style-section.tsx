/** The house style of briefings: a logo, one colour that is read on white, and a font that every office PC has. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { DECK_FONTS, type DeckFont, MOST_LOGO_BYTES, MOST_LOGO_SIDE } from '../../preload/contract/briefing.ts'
import { contrastOnWhite, LEAST_CONTRAST } from '../../preload/contract/contrast.ts'
import type { DeckStyle } from '../../preload/contract/deck.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'
import { useLive } from '../state/live.ts'
import { upload } from '../state/upload.ts'

export function DeckStyleSection(): ReactNode {
  const { t } = useText()
  const live = useLive('briefing.style', null, ['settings'])
  const style = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Paper component="section" variant="outlined" aria-labelledby="settings-style" sx={{ p: 2 }} data-deck-style={style === undefined ? '' : style.accent}>
      <Typography id="settings-style" variant="h3">{t('settings.style')}</Typography>
      <Typography sx={{ color: 'text.secondary', mb: 1.5 }}>{t('settings.style.what')}</Typography>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {style === undefined ? null : <StyleForm kept={style} />}
    </Paper>
  )
}

function StyleForm({ kept }: { kept: DeckStyle }): ReactNode {
  const { t, number } = useText()
  const [accent, setAccent] = useState(kept.accent)
  const [font, setFont] = useState(kept.font)
  const [saving, save] = useAct('briefing.setStyle')
  const contrast = contrastOnWhite(accent)
  const isGood = contrast >= LEAST_CONTRAST
  const isChanged = accent.toUpperCase() !== kept.accent.toUpperCase() || font !== kept.font
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isGood && isChanged) save({ accent, font: font as DeckFont })
  }
  return (
    <>
      <Box component="form" noValidate onSubmit={submit} sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <TextField label={t('settings.style.accent')} value={accent} error={!isGood} autoComplete="off" sx={{ width: 260 }} onChange={(event) => setAccent(event.target.value.trim().slice(0, 7))}
          helperText={isGood ? t('settings.style.contrast', { ratio: number(contrast) }) : t('settings.style.contrast.low', { ratio: number(contrast), least: number(LEAST_CONTRAST) })} slotProps={{ htmlInput: { spellCheck: false } }} />
        <TextField type="color" label={t('settings.style.pick')} value={/^#[0-9a-f]{6}$/i.test(accent) ? accent : '#000000'} sx={{ width: 96 }} onChange={(event) => setAccent(event.target.value.toUpperCase())} slotProps={{ inputLabel: { shrink: true } }} />
        <TextField select label={t('settings.style.font')} value={font} sx={{ width: 240 }} onChange={(event) => setFont(event.target.value)}>
          {DECK_FONTS.map((each) => <MenuItem key={each} value={each}>{t(`settings.style.font.${each}`)}</MenuItem>)}
        </TextField>
        <Button type="submit" variant="contained" disabled={!isGood || !isChanged || saving.state === 'running'} sx={{ mt: 0.5 }}>{t('settings.save')}</Button>
      </Box>
      <Box component="output" sx={{ display: 'block' }}>
        {saving.state === 'failed' ? <FailureNote failure={saving.failure} /> : saving.state === 'done' && !isChanged ? <Alert severity="success" sx={{ mt: 1 }}>{t('settings.saved')}</Alert> : null}
      </Box>
      <Logo kept={kept.logo} />
    </>
  )
}

function Logo({ kept }: { kept: DeckStyle['logo'] }): ReactNode {
  const { t, number, bytes } = useText()
  const picker = useRef<HTMLInputElement>(null)
  const [saving, save] = useAct('briefing.setStyle')
  const [isRefused, setRefused] = useState(false)
  const choose = async (file: File): Promise<void> => {
    setRefused(file.size === 0 || file.size > MOST_LOGO_BYTES * 2)
    if (file.size === 0 || file.size > MOST_LOGO_BYTES * 2) return
    const sent = await upload(new Uint8Array(await file.arrayBuffer()))
    if (sent.ok) save({ logo: { upload: sent.value } })
    else setRefused(true)
  }
  const isBad = isRefused || (saving.state === 'failed' && saving.failure.code === 'bad-input')
  return (
    <Box sx={{ mt: 2, display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }} data-logo={kept === null ? 'none' : `${kept.width}x${kept.height}`}>
      <Typography component="span">{t('settings.style.logo')}</Typography>
      {kept === null ? <Typography component="span" sx={{ color: 'text.secondary' }}>{t('settings.style.logo.none')}</Typography> : <LogoPicture logo={kept} />}
      <Button variant="outlined" size="small" onClick={() => picker.current?.click()}>{t('settings.style.logo.choose')}</Button>
      <input ref={picker} type="file" accept="image/png,image/jpeg" hidden aria-hidden tabIndex={-1} data-logo-file=""
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file !== undefined) void choose(file)
          event.currentTarget.value = ''
        }} />
      {kept === null ? null : <Button size="small" onClick={() => save({ logo: null })}>{t('settings.style.logo.remove')}</Button>}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('settings.style.logo.hint', { most: bytes(MOST_LOGO_BYTES), side: number(MOST_LOGO_SIDE) })}</Typography>
      {isBad ? <Alert severity="error" role="alert" sx={{ width: '100%' }}>{t('settings.style.logo.bad', { most: bytes(MOST_LOGO_BYTES), side: number(MOST_LOGO_SIDE) })}</Alert> : saving.state === 'failed' ? <FailureNote failure={saving.failure} /> : null}
    </Box>
  )
}

/** On white, as on a slide. */
function LogoPicture({ logo }: { logo: NonNullable<DeckStyle['logo']> }): ReactNode {
  const { t } = useText()
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([logo.bytes], { type: logo.type }))
    if (image.current !== null) image.current.src = address
    return () => URL.revokeObjectURL(address)
  }, [logo])
  return <Box component="img" ref={image} alt={t('settings.style.logo')} sx={{ height: 34, maxWidth: 120, objectFit: 'contain', bgcolor: '#fff', border: 1, borderColor: 'divider' }} />
}
