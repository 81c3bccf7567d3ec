/** The accounts of a practice central, by role: one press enters. */
import Box from '@mui/material/Box'
import CircularProgress from '@mui/material/CircularProgress'
import LinearProgress from '@mui/material/LinearProgress'
import List from '@mui/material/List'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import Typography from '@mui/material/Typography'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Account, Role } from '../../preload/contract/model.ts'
import { useAct } from '../state/act.ts'
import { FailureNote } from './failure-note.tsx'
import { SimulatedMark } from './simulated-mark.tsx'
import { useText } from './text.ts'

const ROLES: readonly Role[] = ['office', 'district', 'city', 'wall']

/** `central` null means the practice central started beside this console. */
export function PracticeAccounts({ central, current, done }: { central: string | null; current?: string; done?: () => void }): ReactNode {
  const { t } = useText()
  const [accounts, askAccounts] = useAct('session.accounts')
  const [entering, enter] = useAct('session.practice')
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => askAccounts({ central }), [askAccounts, central])
  useEffect(() => {
    if (entering.state === 'done') done?.()
  }, [entering, done])
  if (accounts.state === 'failed') return <FailureNote failure={accounts.failure} action={<Button color="inherit" onClick={() => askAccounts({ central })}>{t('frame.retry')}</Button>} />
  if (accounts.state !== 'done') return <Box><LinearProgress aria-label={t('connect.practice.loading')} /><Typography component="output" sx={{ mt: 1 }}>{t('connect.practice.loading')}</Typography></Box>
  if (accounts.value.length === 0) return <Typography>{t('connect.practice.empty')}</Typography>
  const busy = entering.state === 'running' || entering.state === 'done'
  const choose = (account: Account): void => {
    setChosen(account.account)
    enter({ central, account: account.account })
  }
  return (
    <Box>
      {entering.state === 'failed' ? <FailureNote failure={entering.failure} /> : null}
      {ROLES.map((role) => {
        const group = accounts.value.filter((account) => account.role === role)
        return group.length === 0 ? null : (
          <Box key={role} component="section" aria-label={t(`role.${role}`)} sx={{ mb: 1 }}>
            <Typography variant="caption" component="h3" sx={{ color: 'text.secondary', fontWeight: 600, m: 0, mt: 1 }}>{t(`role.${role}`)}</Typography>
            <List dense disablePadding>
              {group.map((account) => (
                <ListItemButton key={account.account} component="button" disabled={busy} selected={account.account === current} aria-label={t('connect.practice.enter', { name: account.name })} onClick={() => choose(account)} sx={{ width: '100%', border: 1, borderColor: 'divider', borderRadius: 1, mb: 0.5, minHeight: 44, textAlign: 'start', bgcolor: 'transparent', color: 'text.primary', font: 'inherit' }}>
                  <ListItemText primary={<bdi>{account.name}</bdi>} secondary={<bdi>{account.cityName}</bdi>} />
                  {chosen === account.account && busy ? <CircularProgress size={18} aria-label={t('connect.practice.opening')} /> : account.simulated ? <SimulatedMark /> : null}
                </ListItemButton>
              ))}
            </List>
          </Box>
        )
      })}
    </Box>
  )
}
