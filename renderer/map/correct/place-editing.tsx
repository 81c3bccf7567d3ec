/** On a place's card: how own corrections and marks stand, the way back, and the way in for whoever may correct. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { EditMark } from '../../../preload/contract/edit.ts'
import type { PlaceCard } from '../../../preload/contract/place.ts'
import { getBridge } from '../../bridge.ts'
import { useText } from '../../chrome/text.ts'
import { useSession } from '../../state/session.ts'
import { CorrectDialog } from './correct-dialog.tsx'
import { ShiftMarks } from './shift-marks.tsx'

/** A shape with its words, so that the mark can be told apart without any colour. */
const SHAPES: Record<EditMark, string> = { unsent: '◔', received: '✓', refused: '✕' }
const COLOURS: Record<EditMark, string> = { unsent: 'warning.text', received: 'success.text', refused: 'error.text' }

export function PlaceEditing({ card }: { card: PlaceCard }): ReactNode {
  const { t } = useText()
  const mayCorrect = useSession()?.duties.includes('desk') === true
  const [isOpen, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const { editing } = card
  if (editing === null) return null
  const takeBack = (opId: string): void => {
    void getBridge().call('edits.withdraw', { opIds: [opId] }).then((answer) => setSaid(t(answer.ok && answer.value.opIds.length > 0 ? 'correct.back.done' : 'correct.back.late')))
  }
  return (
    <Box sx={{ display: 'grid', gap: 1, mb: 1 }} data-editing={editing.type}>
      {editing.mark === null ? null : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
          <Typography component="span" variant="body2" data-edit-mark={editing.mark} sx={{ fontWeight: 600, color: COLOURS[editing.mark] }}><span aria-hidden>{SHAPES[editing.mark]} </span>{t(`desk.edit.${editing.mark}`)}</Typography>
          {editing.takeBack === null ? null : <Button size="small" color="inherit" onClick={() => takeBack(editing.takeBack ?? '')} data-take-back>{t('correct.back')}</Button>}
        </Box>
      )}
      <Typography variant="body2" component="output">{said}</Typography>
      {editing.type === 'shift' ? <ShiftMarks id={card.id} editing={editing} mayMark={mayCorrect} /> : null}
      {editing.type === 'site' && mayCorrect ? <Box><Button size="small" variant="outlined" onClick={() => setOpen(true)} data-correct>{t('correct.begin')}</Button></Box> : null}
      {editing.type === 'site' && isOpen ? (
        <CorrectDialog id={card.id} name={card.name} editing={editing} close={() => setOpen(false)} saved={() => {
          setOpen(false)
          setSaid(t('correct.saved'))
        }} />
      ) : null}
    </Box>
  )
}
