/** Where a case stands, as a shape beside its word: the shape alone tells groups of statuses apart, without any colour. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { CaseStatus } from '../../preload/contract/case-status.ts'
import { useText } from '../chrome/text.ts'

type Shape = 'ring' | 'half' | 'triangle' | 'disc' | 'square' | 'cross'
const SHAPES: Record<CaseStatus, Shape> = {
  reported: 'ring', verifying: 'ring', filed: 'ring', dispatched: 'half', returned: 'triangle', handling: 'half', extension_requested: 'triangle', suspended: 'square',
  fed_back: 'disc', checking: 'disc', rework: 'triangle', closed: 'square', closed_forced: 'square', rejected: 'cross', merged: 'cross', void: 'cross',
}
const PATHS: Record<Shape, ReactNode> = {
  ring: <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  half: <><circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="2" /><path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" /></>,
  triangle: <path d="M6 1 11.2 10.5H.8z" fill="currentColor" />,
  disc: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  square: <rect x="1.5" y="1.5" width="9" height="9" fill="currentColor" />,
  cross: <path d="M2 2 10 10M10 2 2 10" stroke="currentColor" strokeWidth="2" fill="none" />,
}

export function StatusMark({ status }: { status: CaseStatus }): ReactNode {
  const { t } = useText()
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, maxWidth: '100%' }}>
      <Box component="svg" viewBox="0 0 12 12" aria-hidden sx={{ width: 12, height: 12, flex: 'none', color: 'text.secondary' }}>{PATHS[SHAPES[status]]}</Box>
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{t(`status.${status}`)}</Box>
    </Box>
  )
}
