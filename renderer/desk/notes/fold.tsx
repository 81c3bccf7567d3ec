/** A text that stays short until somebody wants all of it. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'

/** Characters, or lines, beyond which a text is folded. */
const SHORT_CHARACTERS = 140
const SHORT_LINES = 5

export const isLong = (text: string): boolean => text.length > SHORT_CHARACTERS || text.split('\n').length > SHORT_LINES

export function Fold({ text }: { text: string }): ReactNode {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const folds = isLong(text)
  return (
    <Box>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', ...(folds && !isOpen ? { display: '-webkit-box', WebkitLineClamp: 4, WebkitBoxOrient: 'vertical', overflow: 'hidden' } : {}) }}><bdi>{text}</bdi></Typography>
      {folds ? <Button color="inherit" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} sx={{ ml: -0.5, minHeight: 24, py: 0 }}>{t(isOpen ? 'history.fold' : 'history.unfold')}</Button> : null}
    </Box>
  )
}
