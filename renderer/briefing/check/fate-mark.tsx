/** A fate by sign, word and tone together, never by colour alone. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { FigureFate } from '../../../preload/contract/deck.ts'
import { useText } from '../../chrome/text.ts'

const MARKS: Record<FigureFate, { sign: string; color: string }> = {
  unchanged: { sign: '✓', color: 'text.secondary' }, drifted: { sign: '↻', color: 'warning.text' }, edited: { sign: '✎', color: 'error.text' }, unknown: { sign: '?', color: 'text.primary' },
}

export function FateMark({ fate }: { fate: FigureFate }): ReactNode {
  const { t } = useText()
  const { sign, color } = MARKS[fate]
  return <Box component="span" sx={{ color, whiteSpace: 'nowrap', fontWeight: fate === 'unchanged' ? 400 : 600 }}><span aria-hidden>{sign}</span> {t(`check.fate.${fate}`)}</Box>
}
