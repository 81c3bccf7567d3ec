/** One edit as its author made it: what, from which status to which, with which values and words. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { EditEntry } from '../../preload/contract/edit.ts'
import { factsOf, givenOf, moveOf, titleOf, type Names } from '../chrome/edit-words.ts'
import { useText } from '../chrome/text.ts'
import { Facts, Words } from './facts.tsx'
import { wordsOf } from './ways-out.ts'

export function EditTold({ edit: { intent }, names, titled = true }: { edit: Pick<EditEntry, 'intent'>; names: Names; titled?: boolean }): ReactNode {
  const text = useText()
  const move = moveOf(intent, text)
  return (
    <Box sx={{ minWidth: 0 }}>
      {titled ? <Typography sx={{ fontWeight: 600 }}>{titleOf(intent, text)}</Typography> : null}
      {move === null ? null : <Typography variant="body2" sx={{ color: 'text.secondary' }}>{move}</Typography>}
      <Facts facts={factsOf(givenOf(intent), names, text)} />
      <Words words={wordsOf(intent)} />
    </Box>
  )
}
