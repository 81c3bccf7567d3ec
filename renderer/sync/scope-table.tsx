/** Every scope of this desk: how far it is, what it holds, when it last agreed with central. */
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableFooter from '@mui/material/TableFooter'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { ScopeStatus } from '../../preload/contract/model.ts'
import { useText } from '../chrome/text.ts'
import { useNow } from '../state/now.ts'
import { nameType, wordError } from './trouble-words.ts'

const STATE_COLOUR: Record<ScopeStatus['state'], string> = { new: 'text.secondary', snapshot: 'info.text', live: 'success.text', stale: 'warning.text', stopped: 'error.text' }

export function ScopeTable({ scopes }: { scopes: readonly ScopeStatus[] }): ReactNode {
  const { t, number } = useText()
  if (scopes.length === 0) return <Paper variant="outlined" sx={{ p: 3 }}><Typography role="note">{t('syncPage.scopes.empty')}</Typography></Paper>
  const total = scopes.reduce((sum, scope) => sum + scope.rows, 0)
  return (
    <TableContainer component="section" tabIndex={0} aria-label={t('syncPage.scopes')} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('syncPage.scope')}</TableCell>
            <TableCell>{t('syncPage.state')}</TableCell>
            <TableCell align="right">{t('syncPage.cursor')}</TableCell>
            <TableCell align="right">{t('syncPage.rows')}</TableCell>
            <TableCell>{t('syncPage.byType')}</TableCell>
            <TableCell align="right" title={t('syncPage.refused.why')}>{t('syncPage.refused')}</TableCell>
            <TableCell>{t('syncPage.okAt')}</TableCell>
            <TableCell>{t('syncPage.checked')}</TableCell>
            <TableCell>{t('syncPage.error')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>{scopes.map((scope) => <ScopeRow key={scope.id} scope={scope} />)}</TableBody>
        <TableFooter>
          <TableRow>
            <TableCell colSpan={3}>{t('syncPage.total')}</TableCell>
            <TableCell align="right" data-total-rows={total} sx={{ fontVariantNumeric: 'tabular-nums', color: 'text.primary' }}>{number(total)}</TableCell>
            <TableCell colSpan={5} />
          </TableRow>
        </TableFooter>
      </Table>
    </TableContainer>
  )
}

function ScopeRow({ scope }: { scope: ScopeStatus }): ReactNode {
  const text = useText()
  const { t, number, age, dateTime } = text
  const now = useNow()
  const behind = scope.head - scope.cursor
  const ago = (at: number): ReactNode => <time dateTime={new Date(at).toISOString()} title={dateTime(at)}>{age(Math.max(0, now - at))}</time>
  return (
    <TableRow hover data-scope={scope.id}>
      <TableCell component="th" scope="row"><bdi>{scope.name}</bdi><Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}><bdi>{scope.id}</bdi></Typography></TableCell>
      <TableCell sx={{ color: STATE_COLOUR[scope.state], fontWeight: 600, whiteSpace: 'nowrap' }}>{t(`syncPage.state.${scope.state}`)}</TableCell>
      <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
        {number(scope.cursor)} / {number(scope.head)}
        {behind > 0 ? <Typography variant="caption" component="div" sx={{ color: 'warning.text' }}>{t('syncPage.behind', { n: number(behind) })}</Typography> : null}
      </TableCell>
      <TableCell align="right" data-rows={scope.rows} sx={{ fontVariantNumeric: 'tabular-nums' }}>{number(scope.rows)}</TableCell>
      <TableCell sx={{ color: 'text.secondary', minWidth: 200 }}>{scope.byType.map(({ type, rows }) => `${nameType(type, text)} ${number(rows)}`).join(' · ')}</TableCell>
      <TableCell align="right" data-refused={scope.refused} sx={{ fontVariantNumeric: 'tabular-nums', color: scope.refused > 0 ? 'error.text' : 'text.secondary' }}>{number(scope.refused)}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{scope.okAt === null ? t('syncPage.none') : ago(scope.okAt)}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap', color: scope.checkResult === 'drift' ? 'error.text' : undefined }}>
        {t(`syncPage.checked.${scope.checkResult ?? 'none'}`)}
        {scope.checkedAt === null || scope.checkResult === null ? null : <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{ago(scope.checkedAt)}</Typography>}
      </TableCell>
      <TableCell sx={{ color: scope.error === null ? 'text.secondary' : 'error.text', maxWidth: 280, wordBreak: 'break-word' }}>{scope.error === null ? '–' : <bdi title={scope.error}>{wordError(scope.error, text)}</bdi>}</TableCell>
    </TableRow>
  )
}
