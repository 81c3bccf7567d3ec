/** The edits of this case that the person made here and that have not come back: each with its mark, and the way back while it has never left this PC. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { CaseEdit, CaseWhole } from '../../../preload/contract/case-list.ts'
import { useNames } from '../../chrome/case-names.ts'
import { EditMark } from '../../chrome/edit-mark.tsx'
import { lineOf } from '../../chrome/edit-words.ts'
import { useText } from '../../chrome/text.ts'
import { useNow } from '../../state/now.ts'

/** What was sent may have taken effect: it needs an edit against it. */
export const mayBeTakenBack = ({ state, attempts }: Pick<CaseEdit, 'state' | 'attempts'>): boolean => state === 'queued' && attempts === 0

export function OwnEdits({ whole, takeBack }: { whole: CaseWhole; takeBack: (edit: CaseEdit, words: string) => void }): ReactNode {
  const text = useText()
  const { t, shortMoment } = text
  const { names } = useNames([])
  const now = useNow()
  if (whole.edits.length === 0) return null
  return (
    <Box component="section" aria-label={t('own.title')} data-own-edits={whole.edits.length}>
      <Typography variant="h3" sx={{ fontSize: '0.8125rem' }}>{t('own.title')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 0.5 }}>
        {whole.edits.map((edit) => {
          const words = lineOf(edit.intent, names, text)
          return (
            <Box component="li" key={edit.opId} data-own-edit={edit.opId} data-state={edit.state} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Typography variant="body2" noWrap title={words}><bdi>{words}</bdi></Typography>
                <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}><EditMark mark={edit.mark} /><Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('own.at', { time: shortMoment(edit.madeAt, now) })}</Typography></Box>
              </Box>
              {mayBeTakenBack(edit) ? <Button color="inherit" variant="outlined" data-take-back={edit.opId} aria-label={t('own.back.label', { what: words })} onClick={() => takeBack(edit, words)}>{t('own.back')}</Button> : null}
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}
