/** One record that probably lies off: what it says, where it lies, why it is suspected, and the way to both places on the map. */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { FlaggedRow } from '../../preload/contract/quality.ts'
import { useText } from '../chrome/text.ts'
import { formatAddress, useAddress, type Address } from '../state/address.ts'
import { wordCause, wordName, wordOffset } from './quality-words.ts'

/** Both places of a displacement and the border between them are in view. */
const ZOOM = 14

export function FlaggedRecord({ row }: { row: FlaggedRow }): ReactNode {
  const text = useText()
  const { t, number } = text
  const [address] = useAddress()
  return (
    <TableRow hover data-flagged={row.id}>
      <TableCell component="th" scope="row">
        <Word>{row.name ?? row.id}</Word>
        <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{t(`type.${row.type}`)}{row.name === null ? null : <> · <Word>{row.id}</Word></>}</Typography>
      </TableCell>
      <TableCell><Word>{wordName(row.area, text)}</Word></TableCell>
      <TableCell>{row.found === null ? t('quality.nowhere') : <Word>{wordName(row.found, text)}</Word>}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{wordOffset(row, text)}</TableCell>
      <TableCell>{wordCause(row, text)}</TableCell>
      <TableCell sx={{ minWidth: 180 }}>{t('quality.ways', { n: number(row.otherWays) })}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <Box sx={{ display: 'grid', gap: 0.5 }}>
          <Link href={mapOf(address, row, row.lng, row.lat)} aria-label={t('quality.open.of', { id: row.id })}>{t('quality.open')}</Link>
          <Link href={mapOf(address, row, row.homeLng, row.homeLat)} aria-label={t('quality.openHome.of', { id: row.id })}>{t('quality.openHome')}</Link>
        </Box>
      </TableCell>
    </TableRow>
  )
}

/** The map at a place; a record that has a card is picked. */
function mapOf(address: Address, { type, id }: FlaggedRow, lng: number, lat: number): string {
  const pick = type === 'site' || type === 'bottleneck' ? { type, id } : null
  const camera = { lng: Math.round(lng * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5, zoom: ZOOM }
  return formatAddress({ ...address, section: 'map', layer: type === 'point' ? 'report' : address.layer, camera, pick })
}

/** A central's words stay within their cell, whatever direction or length they have. */
function Word({ children }: { children: string }): ReactNode {
  return <Box component="bdi" sx={{ wordBreak: 'break-word' }}>{children}</Box>
}
