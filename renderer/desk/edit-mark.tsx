/** How an own edit stands, as one of three plain marks: a shape and its words, so that it can be told apart without any colour. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { EditMark as Mark } from '../../preload/contract/edit.ts'
import { useText } from '../chrome/text.ts'

const SHAPES: Record<Mark, string> = { unsent: '◔', received: '✓', refused: '✕' }
const COLOURS: Record<Mark, string> = { unsent: 'warning.text', received: 'success.text', refused: 'error.text' }

export function EditMark({ mark }: { mark: Mark }): ReactNode {
  const { t } = useText()
  return (
    <Box component="span" data-edit-mark={mark} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, fontSize: '0.75rem', fontWeight: 600, whiteSpace: 'nowrap', color: COLOURS[mark] }}>
      <span aria-hidden>{SHAPES[mark]}</span>{t(`desk.edit.${mark}`)}
    </Box>
  )
}
