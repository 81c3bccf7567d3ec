/** Cases that may tell of the same problem, each with why, to be compared or set apart. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { DuplicateCandidate } from '../../../preload/contract/duplicate.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import { useKeys } from '../../state/keys.ts'
import { useLive } from '../../state/live.ts'
import { useSession } from '../../state/session.ts'
import { CaseLine } from '../act/into-field.tsx'
import { likenessWords } from './likeness-words.ts'
import { useSetApart } from './set-apart.ts'

export function TwinsPart({ whole, compare }: { whole: CaseWhole; compare: (candidate: DuplicateCandidate) => void }): ReactNode {
  const text = useText()
  const { t, number } = text
  const session = useSession()
  const { isApart, setApart } = useSetApart(session === null ? '' : `${session.central} ${session.sub}`)
  const live = useLive('cases.duplicates', { id: whole.id }, ['session', 'cases', 'sync', 'edits'])
  const [isAll, setAll] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useKeys({ m: () => heading.current?.focus() })
  if (live.state === 'failed') return <FailureNote failure={live.failure} />
  const found = live.state === 'here' && live.value?.id === whole.id ? live.value : null
  if (found === null) return null
  const apart = found.candidates.filter(({ row }) => isApart(whole.id, row.id))
  const shown = found.candidates.filter((candidate) => isAll || !apart.includes(candidate))
  return (
    <Box component="section" aria-label={t('twin.title')} data-twins={shown.length} sx={{ display: 'grid', gap: 0.75 }}>
      <Typography variant="h3" ref={heading} tabIndex={-1} sx={{ fontSize: '0.8125rem' }} aria-keyshortcuts="m">{t('twin.title')}{t('twin.count', { n: number(shown.length, 0) })}</Typography>
      {shown.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('twin.none')}</Typography> : (
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 0.75 }}>
          {shown.map((candidate) => {
            const { row } = candidate
            const is = isApart(whole.id, row.id)
            return (
              <Box component="li" key={row.id} data-twin={row.id} sx={{ borderInlineStart: 2, borderColor: 'divider', pl: 1, minWidth: 0 }}>
                <CaseLine row={row} />
                <Typography variant="caption" component="div">{likenessWords(candidate.likeness, text)}</Typography>
                <Box sx={{ display: 'flex', gap: 0.5 }}>
                  <Button variant="outlined" data-compare={row.id} aria-label={t('twin.compare.label', { number: row.number })} onClick={() => compare(candidate)}>{t('twin.compare')}</Button>
                  <Button color="inherit" data-apart={row.id} aria-label={t(is ? 'twin.together.label' : 'twin.apart.label', { number: row.number })} onClick={() => {
                    setApart(whole.id, row.id, !is)
                    // Its line goes; reading goes on at the heading.
                    heading.current?.focus()
                  }}>{t(is ? 'twin.together' : 'twin.setApart')}</Button>
                </Box>
              </Box>
            )
          })}
        </Box>
      )}
      {apart.length === 0 ? null : <Button color="inherit" data-apart-all sx={{ justifySelf: 'start' }} aria-expanded={isAll} onClick={() => setAll(!isAll)}>{t(isAll ? 'twin.hideApart' : 'twin.showApart', { n: number(apart.length, 0) })}</Button>}
    </Box>
  )
}
