/** Rows set aside, for the people who run central: scope, type, id and reason, never what a row says. */
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { SyncPage } from '../../preload/contract/model.ts'
import { useText } from '../chrome/text.ts'
import { nameType, wordAside } from './trouble-words.ts'

export function AsideTable({ page }: { page: Pick<SyncPage, 'aside' | 'badRows' | 'unknownRows' | 'scopes'> }): ReactNode {
  const text = useText()
  const { t, number } = text
  const { aside } = page
  const total = page.badRows + page.unknownRows
  const names = new Map(page.scopes.map((scope) => [scope.id, scope.name]))
  return (
    <Paper component="section" variant="outlined" aria-labelledby="aside-title" sx={{ p: 2 }}>
      <Typography id="aside-title" variant="h3" sx={{ mb: 0.5 }}>{t('syncPage.aside')}</Typography>
      {aside.length === 0 ? <Typography role="note" sx={{ color: 'text.secondary' }}>{t('syncPage.aside.empty')}</Typography> : (
        <>
          <Typography sx={{ color: 'text.secondary', mb: 1 }}>{t('syncPage.aside.what')}</Typography>
          <TableContainer component="section" tabIndex={0} aria-labelledby="aside-title" sx={{ maxHeight: 360 }}>
            <Table size="small" stickyHeader>
              <TableHead>
                <TableRow>
                  <TableCell>{t('syncPage.scope')}</TableCell>
                  <TableCell>{t('syncPage.aside.type')}</TableCell>
                  <TableCell>{t('syncPage.aside.id')}</TableCell>
                  <TableCell>{t('syncPage.aside.why')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {aside.map(({ scope, type, id, why }) => (
                  <TableRow key={JSON.stringify([type, id])} data-aside={id}>
                    <TableCell><Word>{names.get(scope) ?? scope}</Word></TableCell>
                    <TableCell><Word>{nameType(type, text)}</Word></TableCell>
                    <TableCell><Word>{id}</Word></TableCell>
                    <TableCell sx={{ color: why === null ? 'text.secondary' : 'error.text' }}><Word>{wordAside(why, text)}</Word></TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </TableContainer>
          {total > aside.length ? <Typography variant="caption" component="div" sx={{ mt: 1, color: 'text.secondary' }}>{t('syncPage.aside.more', { shown: number(aside.length), total: number(total) })}</Typography> : null}
        </>
      )}
    </Paper>
  )
}

/** A central's words stay within their cell, whatever direction or length they have. */
function Word({ children }: { children: string }): ReactNode {
  return <Box component="bdi" sx={{ wordBreak: 'break-word' }}>{children}</Box>
}
