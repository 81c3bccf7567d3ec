/** The accounts of a practice central, by city and role: one press enters. */
import Box from '@mui/material/Box'
import CircularProgress from '@mui/material/CircularProgress'
import LinearProgress from '@mui/material/LinearProgress'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import Typography from '@mui/material/Typography'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Account, Role } from '../../preload/contract/model.ts'
import { useAct } from '../state/act.ts'
import { groupByCity } from './account-groups.ts'
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
      <Box sx={{ maxHeight: 'min(52vh, 520px)', overflow: 'auto', pr: 0.5 }}>
        {groupByCity(accounts.value).map((group) => (
          <Box key={group.city} component="section" aria-label={group.name} sx={{ mb: 2 }} data-city={group.city}>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', position: 'sticky', top: 0, zIndex: 1, bgcolor: 'background.paper', backgroundImage: 'inherit', py: 0.5 }}>
              <Typography variant="h3" component="h3" sx={{ m: 0 }}><bdi>{group.name}</bdi></Typography>
              {group.simulated ? <SimulatedMark /> : null}
            </Box>
            {ROLES.map((role) => <RoleAccounts key={role} role={role} accounts={group.accounts.filter((account) => account.role === role)} current={current} chosen={busy ? chosen : null} busy={busy} choose={choose} />)}
          </Box>
        ))}
      </Box>
    </Box>
  )
}

interface RoleProps {
  role: Role
  accounts: readonly Account[]
  current: string | undefined
  /** The account being entered. */
  chosen: string | null
  busy: boolean
  choose: (account: Account) => void
}

function RoleAccounts({ role, accounts, current, chosen, busy, choose }: RoleProps): ReactNode {
  const { t } = useText()
  if (accounts.length === 0) return null
  return (
    <>
      <Typography variant="caption" component="h4" sx={{ color: 'text.secondary', fontWeight: 600, m: 0, mt: 0.5 }}>{t(`role.${role}`)}</Typography>
      <List dense disablePadding>
        {accounts.map((account) => (
          <ListItem key={account.account} disablePadding><ListItemButton component="button" disabled={busy} selected={account.account === current} onClick={() => choose(account)} sx={{ width: '100%', border: 1, borderColor: 'divider', borderRadius: 1, mb: 0.5, minHeight: 40, py: 0.25, textAlign: 'start', bgcolor: 'transparent', color: 'text.primary', font: 'inherit' }}>
            <ListItemText primary={<bdi>{account.name}</bdi>} />
            {chosen === account.account ? <CircularProgress size={18} aria-label={t('connect.practice.opening')} /> : null}
          </ListItemButton></ListItem>
        ))}
      </List>
    </>
  )
}
