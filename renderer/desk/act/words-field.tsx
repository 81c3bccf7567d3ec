/** A text of several lines, with ready-made words at hand where the city has some; they are a beginning, and may be changed. */
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'
import type { FieldProps } from './field-props.ts'

export function WordsField({ name, value, change, label, fault, isFirst, phrases = [] }: FieldProps & { name: string; phrases?: readonly string[] }): ReactNode {
  const { t } = useText()
  const input = useRef<HTMLTextAreaElement>(null)
  const add = (words: string): void => {
    change(value.trim() === '' ? words : `${value.trimEnd()}\n${words}`)
    input.current?.focus()
  }
  return (
    <Box>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its first field */}
      <TextField fullWidth multiline minRows={2} maxRows={8} autoFocus={isFirst} inputRef={input} label={label} value={value} error={fault !== ''} helperText={fault === '' ? t('act.words.keys') : fault}
        onChange={(event) => change(event.target.value)} slotProps={{ htmlInput: { 'data-field': name } }} />
      {phrases.length === 0 ? null : (
        <Box component="fieldset" aria-label={t('act.phrases')} sx={{ border: 0, p: 0, mx: 0, mb: 0, minWidth: 0, display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.5, maxHeight: 96, overflow: 'auto' }}>
          {phrases.map((words) => <Chip key={words} variant="outlined" label={<bdi>{words}</bdi>} data-phrase onClick={() => add(words)} sx={{ maxWidth: '100%' }} />)}
        </Box>
      )}
    </Box>
  )
}
