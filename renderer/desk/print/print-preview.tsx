/** A sheet as it will be printed, with what may still be chosen above it; the system's own dialog prints it or makes a PDF of it. */
import PrintIcon from '@mui/icons-material/PrintOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import LinearProgress from '@mui/material/LinearProgress'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { Failure } from '../../../preload/contract/api.ts'
import { LONGEST_PURPOSE } from '../../../preload/contract/case-output.ts'
import { MOST_WHOLE_CASES } from '../../../preload/contract/case-question.ts'
import { getBridge } from '../../bridge.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { useSession } from '../../state/session.ts'
import type { ListOnScreen } from '../export/case-export-dialog.tsx'
import { areaName, listScope } from '../list-words.ts'
import { CaseSheet } from './case-sheet.tsx'
import './paper.css'
import type { SheetFacts } from './sheet-head.tsx'
import { type SheetCases, useSheetCases } from './use-sheet-cases.ts'
import { WorkList } from './work-list.tsx'

const COUNTS = [10, 20, 50, 100, MOST_WHOLE_CASES] as const
const FIRST_COUNT = 20

/** `chosen`: ids of the list's cases that are to be printed rather than its first; none: nobody has chosen. */
type What = { list: ListOnScreen; chosen: string[] } | { id: string }

export function PrintPreview({ what: opened, close }: { what: What; close: () => void }): ReactNode {
  // As it was when the preview was opened: the list behind it goes on with the minute.
  const [what] = useState(opened)
  const text = useText()
  const { t, number } = text
  const city = useCity()
  const session = useSession()
  const [count, setCount] = useState<number | 'chosen'>('list' in what && what.chosen.length > 0 ? 'chosen' : FIRST_COUNT)
  const [purpose, setPurpose] = useState(t('paper.purpose.usual'))
  const [failure, setFailure] = useState<Failure | null>(null)
  const isList = 'list' in what
  const chosen = isList ? what.chosen : []
  const sheet = useSheetCases(isList ? { question: what.list.question, order: what.list.order, ...(count === 'chosen' ? { chosen } : { count }) } : { ids: [what.id] })
  const total = isList ? what.list.total : null
  const counts = COUNTS.filter((_, n) => total === null || n === 0 || (COUNTS[n - 1] ?? 0) < total)
  const facts = (cases: SheetCases & { state: 'here' }): SheetFacts => {
    const times = cases.cases.map(({ asOf }) => asOf)
    return {
      title: t(isList ? 'paper.list' : 'paper.sheet'), office: session === null ? '' : areaName(session.homeArea, city, text), purpose: purpose.trim(), printedAt: cases.at,
      asOf: times.includes(null) || times.length === 0 ? null : Math.min(...(times as number[])), source: [...new Set(cases.cases.map(({ source }) => source))].filter((source) => source !== '').join('、'),
      simulated: cases.cases.some(({ simulated }) => simulated),
      scope: isList ? [t(count === 'chosen' ? 'paper.of.chosen' : 'paper.of', { n: number(cases.cases.length), of: total === null ? '…' : number(total) }), ...listScope(what.list.question, what.list.order, city, text).map(({ label, value }) => `${label}${text.locale === 'en' ? ': ' : '：'}${value}`)].join(' · ') : '',
    }
  }
  const isReady = sheet.state === 'here' && sheet.cases.length > 0
  /** Paper leaves as a file does: first it is recorded. */
  const print = async (cases: readonly { id: string }[]): Promise<void> => {
    const answer = await getBridge().call('export.printing', { cases: cases.map(({ id }) => id), purpose: purpose.trim() })
    setFailure(answer.ok ? null : answer.failure)
    if (!answer.ok) return
    await document.fonts.ready
    window.print()
  }
  const go = useRef<HTMLButtonElement>(null)
  const wasReady = useRef(false)
  useEffect(() => {
    // Whoever opened a preview wants to print; a button that waits for the sheet cannot take the focus before.
    if (isReady && !wasReady.current) go.current?.focus()
    wasReady.current ||= isReady
  }, [isReady])
  const paper = sheet.state !== 'here' ? null : isList ? <WorkList cases={sheet.cases} outlines={sheet.outlines} facts={facts(sheet)} now={sheet.at} />
    : sheet.cases[0] === undefined ? null : <CaseSheet whole={sheet.cases[0]} outlines={sheet.outlines} facts={facts(sheet)} now={sheet.at} />
  return (
    <Dialog open fullScreen onClose={close} aria-labelledby="print-title" data-print={isReady ? 'ready' : sheet.state}>
      <Box component="form" sx={{ flex: 'none', display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, px: 2, py: 1, borderBottom: 1, borderColor: 'divider' }}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && purpose.trim() !== '') void print(sheet.cases)
        }}>
        <Typography variant="h2" id="print-title">{t(isList ? 'paper.list' : 'paper.sheet')}</Typography>
        {isList ? (
          <TextField select label={t(chosen.length === 0 ? 'paper.count' : 'paper.which')} value={count} onChange={({ target: { value } }) => setCount(value === 'chosen' ? value : Number(value))} sx={{ minWidth: 140 }}>
            {chosen.length === 0 ? null : <MenuItem value="chosen">{t('paper.chosen', { n: number(chosen.length) })}</MenuItem>}
            {counts.map((each) => <MenuItem key={each} value={each}>{t('paper.first', { n: number(each) })}</MenuItem>)}
          </TextField>
        ) : null}
        <TextField required label={t('paper.purpose.label')} value={purpose} error={purpose.trim() === ''} onChange={(event) => setPurpose(event.target.value)} slotProps={{ htmlInput: { maxLength: LONGEST_PURPOSE } }} sx={{ minWidth: 260 }} />
        <Typography variant="caption" sx={{ color: 'text.secondary', flex: 1, minWidth: 160 }}>{t('paper.how')}</Typography>
        <Button onClick={close}>{t('frame.close')}</Button>
        <Button ref={go} type="submit" variant="contained" startIcon={<PrintIcon />} disabled={!isReady || purpose.trim() === ''}>{t('paper.print')}</Button>
      </Box>
      <Box component="section" sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 3, bgcolor: 'background.default' }} tabIndex={0} aria-label={t('paper.preview')}>
        {sheet.state === 'asking' ? <LinearProgress aria-label={t('paper.asking')} /> : null}
        {failure === null ? null : <FailureNote failure={failure} />}
        {sheet.state === 'failed' ? <FailureNote failure={sheet.failure} /> : null}
        {sheet.state === 'here' && !isReady ? <Alert severity="info">{t('paper.none')}</Alert> : null}
        {isReady ? <div className="paper paper-preview">{paper}</div> : null}
      </Box>
      {isReady ? createPortal(<div className="paper paper-print" aria-hidden>{paper}</div>, document.body) : null}
    </Dialog>
  )
}
