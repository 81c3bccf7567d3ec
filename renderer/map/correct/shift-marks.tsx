/** Who of a shift came, volunteer by volunteer: numbers within the shift, no names. */
import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { PlaceEditing } from '../../../preload/contract/place.ts'
import { ATTENDANCES, MOST_VOLUNTEERS, type Attendance } from '../../../preload/contract/site-edit.ts'
import { SaveFailure } from '../../chrome/save-failure.tsx'
import { useText } from '../../chrome/text.ts'
import { useSaveEdits } from '../../state/save-edits.ts'

type ShiftEditing = Extract<PlaceEditing, { type: 'shift' }>

export function ShiftMarks({ id, editing, mayMark }: { id: string; editing: ShiftEditing; mayMark: boolean }): ReactNode {
  const { t, number } = useText()
  const [saving, save] = useSaveEdits()
  const marks = new Map(editing.marks.map((mark) => [mark.volunteer, mark.is]))
  const count = Math.min(MOST_VOLUNTEERS, Math.max(editing.headcount, ...marks.keys()))
  const set = (volunteer: number, is: Attendance | null): void => {
    // A mark is changed, not taken away.
    if (is === null) return
    void save([{ op_id: crypto.randomUUID(), kind: 'attend', type: 'shift', id, was: marks.get(volunteer) ?? null, set: { volunteer, is } }])
  }
  return (
    <Box component="section" aria-label={t('correct.marks')}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>{t('correct.marks')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5, maxHeight: 220, overflow: 'auto' }}>
        {Array.from({ length: count }, (_, i) => i + 1).map((volunteer) => {
          const is = marks.get(volunteer) ?? null
          return (
            <Box component="li" key={volunteer} data-volunteer={volunteer} data-attendance={is ?? ''} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
              <Typography variant="body2" sx={{ flex: 1 }}>{t('correct.volunteer', { n: number(volunteer) })}</Typography>
              {mayMark ? (
                <ToggleButtonGroup size="small" exclusive value={is} onChange={(_, next: Attendance | null) => set(volunteer, next)} aria-label={t('correct.volunteer', { n: number(volunteer) })}>
                  {ATTENDANCES.map((each) => <ToggleButton key={each} value={each} sx={{ py: 0.25 }}>{t(`correct.${each}`)}</ToggleButton>)}
                </ToggleButtonGroup>
              ) : <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(is === null ? 'correct.unmarked' : `correct.${is}`)}</Typography>}
            </Box>
          )
        })}
      </Box>
      <SaveFailure saving={saving} />
    </Box>
  )
}
