/** In which form a briefing leaves, and what for: nothing leaves without a purpose, and no map without its approval number. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Link from '@mui/material/Link'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { LONGEST_PURPOSE } from '../../../preload/contract/case-output.ts'
import type { Deck, DeckEdits, DeckStyle } from '../../../preload/contract/deck.ts'
import { DECK_FORMATS, type DeckFormat } from '../../../preload/contract/deck-output.ts'
import { getBridge } from '../../bridge.ts'
import type { MessageKey } from '../../catalogue.ts'
import { SimulatedMark } from '../../chrome/simulated-mark.tsx'
import { useText } from '../../chrome/text.ts'
import { formatAddress, useAddress } from '../../state/address.ts'
import { useSession } from '../../state/session.ts'
import { useSettings } from '../../state/settings.ts'
import type { Pictures } from '../slides/lay-slide.ts'
import { ExportStatus } from './export-status.tsx'
import { useBriefingExport } from './use-briefing-export.ts'

interface Props {
  composed: Deck
  /** As it leaves: edited, without hidden slides. */
  deck: Deck
  edits: DeckEdits
  style: DeckStyle
  pictures: Pictures
  /** Two slides have the same title. */
  isDouble: boolean
  close: () => void
}

export function ExportDialog({ composed, deck, edits, style, pictures, isDouble, close }: Props): ReactNode {
  const { t, number, dateTime } = useText()
  const [address] = useAddress()
  const session = useSession()
  const settings = useSettings()
  const [purpose, setPurpose] = useState('')
  const [format, setFormat] = useState<DeckFormat>('pptx')
  const exporting = useBriefingExport()
  const isUnderWay = ['sending', 'writing', 'fetching'].includes(exporting.export.state)
  const maps = deck.slides.flatMap(({ visual }) => (visual.kind === 'map' ? [visual.picture.id] : []))
  const needsApproval = format !== 'xlsx' && maps.length > 0 && settings?.approvalNumber === ''
  const missing = format !== 'xlsx' ? maps.filter((id) => !pictures.has(id)).length : 0
  const isPossible = !needsApproval && missing === 0 && !isDouble && deck.slides.length > 0 && settings !== null
  const facts: [string, ReactNode][] = [
    [t('briefing.export.slides'), edits.hidden.length === 0 ? number(deck.slides.length) : t('briefing.export.slides.of', { n: number(deck.slides.length), hidden: number(edits.hidden.length) })],
    [t('export.inside.asOf'), deck.asOf === null ? t('age.never') : dateTime(deck.asOf)],
    [t('caseFile.author'), session === null ? '' : `${session.name} · ${session.centralName}`],
    [t('export.inside.mark'), deck.simulated ? <SimulatedMark key="mark" /> : t('export.inside.real')],
  ]
  const start = (): void => {
    if (isPossible && !isUnderWay && purpose.trim() !== '') exporting.write({ deck: composed, edits, format, style, pictures, purpose: purpose.trim() })
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="briefing-export-title" data-briefing-export={exporting.export.state}>
      <Box component="form" sx={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}>
        <DialogTitle id="briefing-export-title" sx={{ pb: 1 }}>{t('briefing.export')}</DialogTitle>
        <DialogContent sx={{ pb: 1, '&&': { pt: 1 } }}>
          <Stack spacing={1.5} sx={{ pt: 0.5 }}>
            <TextField
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field without which nothing leaves
              autoFocus required fullWidth label={t('caseFile.purpose')} helperText={t('caseFile.purpose.hint')} value={purpose} disabled={isUnderWay} onChange={(event) => setPurpose(event.target.value)} slotProps={{ htmlInput: { maxLength: LONGEST_PURPOSE } }} />
            <ToggleButtonGroup size="small" exclusive value={format} aria-label={t('export.format')} disabled={isUnderWay} onChange={(_, next: DeckFormat | null) => next !== null && setFormat(next)}>
              {DECK_FORMATS.map((each) => <ToggleButton key={each} value={each} sx={{ px: 1.5 }}>{t(`briefing.format.${each}`)}</ToggleButton>)}
            </ToggleButtonGroup>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t(whatOf(format))}</Typography>
            <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 1.5, rowGap: 0.5, m: 0 }}>
              {facts.map(([label, value]) => (
                <Box key={label} sx={{ display: 'contents' }}>
                  <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>{label}</Typography>
                  <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}><bdi>{value}</bdi></Typography>
                </Box>
              ))}
            </Box>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('briefing.export.personal')}</Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('briefing.export.recorded')}</Typography>
            {needsApproval ? <Alert severity="warning" data-needs-approval="">{t('briefing.export.approval')} <Link href={formatAddress({ ...address, section: 'settings' })}>{t('briefing.export.toSettings')}</Link></Alert> : null}
            {isDouble ? <Alert severity="error">{t('briefing.title.double')}</Alert> : null}
            {deck.slides.length === 0 ? <Alert severity="info">{t('briefing.export.empty')}</Alert> : null}
            {missing > 0 ? <Alert severity="info" data-maps-missing={missing}>{t('briefing.export.drawing', { n: number(missing) })}</Alert> : null}
          </Stack>
        </DialogContent>
        <Box sx={{ px: 3, pt: 1, flex: 'none' }}><ExportStatus state={exporting.export} /></Box>
        <DialogActions>
          {isUnderWay ? <Button onClick={exporting.cancel}>{t('export.cancel')}</Button> : <Button onClick={close}>{t('frame.close')}</Button>}
          <Button type="submit" variant="contained" disabled={isUnderWay || !isPossible || purpose.trim() === ''}>{t('export.do')}</Button>
        </DialogActions>
      </Box>
    </Dialog>
  )
}

function whatOf(format: DeckFormat): MessageKey {
  if (format === 'png') return 'slide.pages'
  return format === 'pdf' ? `slide.paper.${getBridge().host}` : `briefing.format.${format}.what`
}
