/** Which columns are shown; the last one cannot be taken away. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import type { ReactNode } from 'react'
import { PopoverButton } from '../chrome/filter/popover-button.tsx'
import { useText } from '../chrome/text.ts'
import { columnWords } from './columns.tsx'
import { changeColumns, COLUMNS, useColumns } from './kept-columns.ts'

export function ColumnsMenu(): ReactNode {
  const text = useText()
  const { hidden } = useColumns()
  const shown = COLUMNS.length - hidden.length
  return (
    <PopoverButton label={text.t('desk.columns')} value={`${shown} / ${COLUMNS.length}`} active={hidden.length > 0} width={240}>
      {() => (
        <Box sx={{ display: 'grid' }}>
          {COLUMNS.map((column) => {
            const isShown = !hidden.includes(column)
            return (
              <FormControlLabel key={column} label={columnWords(column, text)} slotProps={{ typography: { variant: 'body2' } }}
                control={<Checkbox size="small" sx={{ p: 0.5 }} checked={isShown} disabled={isShown && shown === 1} onChange={(_, on) => changeColumns({ hidden: on ? hidden.filter((other) => other !== column) : [...hidden, column] })} />} />
            )
          })}
          <Button sx={{ mt: 1, justifySelf: 'start' }} onClick={() => changeColumns({ hidden: [], widths: {} })}>{text.t('desk.columns.reset')}</Button>
        </Box>
      )}
    </PopoverButton>
  )
}
