/** Puts words on the clipboard, and says whether it took them. */
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'

export function CopyButton({ words }: { words: () => string }): ReactNode {
  const { t } = useText()
  const [said, setSaid] = useState<'edits.copied' | 'edits.copy.refused' | null>(null)
  const copy = (): void => void navigator.clipboard.writeText(words()).then(() => setSaid('edits.copied'), () => setSaid('edits.copy.refused'))
  return (
    <>
      <Button data-copy onClick={copy}>{t('edits.way.copy')}</Button>
      <Typography component="output" variant="caption" sx={{ alignSelf: 'center', color: 'text.secondary' }}>{said === null ? '' : t(said)}</Typography>
    </>
  )
}
