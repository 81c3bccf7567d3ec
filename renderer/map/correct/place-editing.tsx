/** On a place's card: how own corrections and marks stand, the way back, and the way in for whoever may correct. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { PlaceCard } from '../../../preload/contract/place.ts'
import { getBridge } from '../../bridge.ts'
import { EditMark } from '../../chrome/edit-mark.tsx'
import { useText } from '../../chrome/text.ts'
import { changeAddress, useAddressPart } from '../../state/address.ts'
import { useSession } from '../../state/session.ts'
import { CorrectDialog, FORM } from './correct-dialog.tsx'
import { ShiftMarks } from './shift-marks.tsx'

export function PlaceEditing({ card }: { card: PlaceCard }): ReactNode {
  const { t } = useText()
  const mayCorrect = useSession()?.duties.includes('desk') === true
  const [isOpen, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const { editing } = card
  const pick = useAddressPart('pick')
  const isWanted = pick?.id === card.id && pick.form === FORM
  const close = (): void => {
    setOpen(false)
    if (isWanted) changeAddress({ pick: { type: 'site', id: card.id } }, 'replace')
  }
  if (editing === null) return null
  const takeBack = (opId: string): void => {
    void getBridge().call('edits.withdraw', { opIds: [opId] }).then((answer) => setSaid(t(answer.ok && answer.value.opIds.length > 0 ? 'correct.back.done' : 'correct.back.late')))
  }
  return (
    <Box sx={{ display: 'grid', gap: 1, mb: 1 }} data-editing={editing.type}>
      {editing.mark === null ? null : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
          <EditMark mark={editing.mark} />
          {editing.takeBack === null ? null : <Button size="small" color="inherit" onClick={() => takeBack(editing.takeBack ?? '')} data-take-back>{t('correct.back')}</Button>}
        </Box>
      )}
      <Typography variant="body2" component="output">{said}</Typography>
      {editing.type === 'shift' ? <ShiftMarks id={card.id} editing={editing} mayMark={mayCorrect} /> : null}
      {editing.type === 'site' && mayCorrect ? <Box><Button size="small" variant="outlined" onClick={() => setOpen(true)} data-correct>{t('correct.begin')}</Button></Box> : null}
      {editing.type === 'site' && mayCorrect && (isOpen || isWanted) ? (
        <CorrectDialog id={card.id} name={card.name} editing={editing} close={close} saved={() => {
          close()
          setSaid(t('correct.saved'))
        }} />
      ) : null}
    </Box>
  )
}
