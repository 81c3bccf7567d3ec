/** A form begins once it is known what was left of it: nobody types into fields that a late draft would then write over. */
import LinearProgress from '@mui/material/LinearProgress'
import type { ReactNode } from 'react'
import type { DraftName } from '../../../preload/contract/edit.ts'
import { Late } from '../../chrome/late.tsx'
import { useText } from '../../chrome/text.ts'
import { useDraft, type DraftHere } from '../../state/draft.ts'

/** Another name needs another gate: give it a key. */
export function DraftGate({ name, children }: { name: DraftName; children: (draft: DraftHere) => ReactNode }): ReactNode {
  const { t } = useText()
  const draft = useDraft(name)
  return draft.found === undefined ? <Late><LinearProgress aria-label={t('draft.asking')} /></Late> : children(draft)
}
