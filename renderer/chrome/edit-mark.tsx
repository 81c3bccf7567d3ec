/** How an own edit stands, as one of three plain marks: a shape and its words, so that it can be told apart without any colour. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { EditMark as Mark } from '../../preload/contract/edit.ts'
import { useText } from './text.ts'

const SHAPES: Record<Mark, string> = { unsent: '◔', received: '✓', refused: '✕' }
const COLOURS: Record<Mark, string> = { unsent: 'warning.text', received: 'success.text', refused: 'error.text' }

/** `short`: for a narrow cell, the whole words at hand. */
export function EditMark({ mark, short = false }: { mark: Mark; short?: boolean }): ReactNode {
  const { t } = useText()
  return (
    <Box component="span" data-edit-mark={mark} {...(short ? { title: t(`edits.mark.${mark}`) } : {})} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, fontSize: '0.75rem', fontWeight: 600, whiteSpace: 'nowrap', color: COLOURS[mark] }}>
      <span aria-hidden>{SHAPES[mark]}</span>{t(short ? `edits.mark.${mark}.short` : `edits.mark.${mark}`)}
    </Box>
  )
}
