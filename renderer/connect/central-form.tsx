/** Address and token of a real central, with what to do about each thing that can go wrong. */
import Visibility from '@mui/icons-material/Visibility'
import VisibilityOff from '@mui/icons-material/VisibilityOff'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'
import { readCentralAddress } from './central-address.ts'

export function CentralForm({ proposed }: { proposed: string | null }): ReactNode {
  const { t } = useText()
  const [address, setAddress] = useState(proposed ?? '')
  const [token, setToken] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const [connecting, connect] = useAct('session.connect')
  const addressField = useRef<HTMLInputElement>(null)
  const tokenField = useRef<HTMLInputElement>(null)
  const reading = readCentralAddress(address)
  const busy = connecting.state === 'running' || connecting.state === 'done'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!reading.ok) return addressField.current?.focus()
    if (token.trim() === '') return tokenField.current?.focus()
    connect({ central: reading.address, token: token.trim() })
  }
  const addressWrong = tried && !reading.ok
  const tokenWrong = tried && token.trim() === ''
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      <TextField inputRef={addressField} label={t('connect.address')} value={address} required fullWidth autoComplete="url" error={addressWrong} disabled={busy}
        helperText={addressWrong ? t(`connect.address.${reading.why}`) : t('connect.address.hint')}
        onChange={(event) => setAddress(event.target.value)} slotProps={{ htmlInput: { inputMode: 'url', spellCheck: false, dir: 'ltr' } }} />
      {reading.ok && reading.insecure ? <Alert severity="warning">{t('connect.address.insecure')}</Alert> : null}
      <TextField inputRef={tokenField} label={t('connect.token')} value={token} required fullWidth type={shown ? 'text' : 'password'} autoComplete="off" error={tokenWrong} disabled={busy}
        helperText={tokenWrong ? t('connect.token.empty') : t('connect.token.hint')}
        onChange={(event) => setToken(event.target.value)}
        slotProps={{
          htmlInput: { spellCheck: false, dir: 'ltr' },
          input: { endAdornment: <InputAdornment position="end"><IconButton aria-label={t(shown ? 'connect.token.hide' : 'connect.token.show')} aria-pressed={shown} onClick={() => setShown(!shown)}>{shown ? <VisibilityOff fontSize="small" /> : <Visibility fontSize="small" />}</IconButton></InputAdornment> },
        }} />
      {connecting.state === 'failed' ? <FailureNote failure={connecting.failure} /> : null}
      <Button type="submit" size="medium" variant="contained" disabled={busy} sx={{ minHeight: 40 }}>{t(busy ? 'connect.doing' : 'connect.do')}</Button>
    </Box>
  )
}
