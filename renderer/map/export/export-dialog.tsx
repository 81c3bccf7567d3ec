/** What leaves the map, and what will be in it: one choice of content, one of format, the facts of the file, and its way out. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Stack from '@mui/material/Stack'
import { useTheme } from '@mui/material/styles'
import type { Theme } from '@mui/material/styles'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import { EXPORT_FORMATS, EXPORT_WORDS } from '../../../preload/contract/export.ts'
import type { ExportFormat, ExportOrder, ExportWords } from '../../../preload/contract/export.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import type { Text } from '../../chrome/phrase.ts'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'
import type { Live } from '../../state/live.ts'
import { useSettings } from '../../state/settings.ts'
import type { Size } from '../../chrome/ground/camera.ts'
import { getSurface } from '../surface.ts'
import { useSurfaceState } from '../use-surface.ts'
import { ContentChoice, FormatChoice, SizeChoice } from './export-choices.tsx'
import { ExportStatus } from './export-status.tsx'
import { figureChoices, fits } from './figure-choices.ts'
import type { Content, FigureChoice, OnScreen } from './figure-choices.ts'
import { FileFacts } from './file-facts.tsx'
import { makePicture } from './make-picture.ts'
import type { PictureScale, PictureSource } from './make-picture.ts'
import { newJob, useExport } from './use-export.ts'
import type { Made } from './use-export.ts'

export interface MapOnScreen extends Omit<OnScreen, 'overview' | 'bottlenecks'> {
  isAskingAreas: boolean
  /** Null while a newer picture is on its way. */
  picture: PictureSource | null
}

export function ExportDialog({ screen, close }: { screen: MapOnScreen; close: () => void }): ReactNode {
  const text = useText()
  const { t } = text
  const theme = useTheme()
  const surfaceState = useSurfaceState()
  const liveOverview = useLive('field.overview', { filter: screen.filter }, ['field', 'cases', 'places'])
  const liveBottlenecks = useLive('places.bottlenecks', { filter: screen.filter }, ['places', 'field'])
  const [overview, bottlenecks] = [hereOf(liveOverview), hereOf(liveBottlenecks)]
  const waiting: Content[] = [...(screen.isAskingAreas ? ['areas' as const] : []), ...(liveOverview.state === 'asking' ? ['overview' as const] : []), ...(liveBottlenecks.state === 'asking' ? ['bottlenecks' as const] : [])]
  const approvalNumber = useSettings()?.approvalNumber ?? ''
  const choices = figureChoices({ ...screen, overview, bottlenecks }, text)
  const [content, setContent] = useState<Content>('picture')
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const [scale, setScale] = useState<PictureScale>(2)
  const exporting = useExport()
  const running = exporting.export.state === 'running'
  const choice = choices.find(({ question }) => question.kind === content) ?? null
  const chosenFormat = choice === null || fits(choice, format) ? format : (EXPORT_FORMATS.find((each) => fits(choice, each)) ?? null)
  const { picture } = screen
  const cannotPaint = surfaceState !== 'ready'
  const isReady = content === 'picture' ? picture !== null && !cannotPaint : choice !== null && chosenFormat !== null

  const start = (): void => {
    if (content === 'picture' && picture !== null) exporting.make(() => pictureOf(picture, approvalNumber, scale, theme, text))
    else if (choice !== null && chosenFormat !== null) exporting.write(orderOf(choice, chosenFormat, text))
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="export-title" data-export={exporting.export.state}>
      <DialogTitle id="export-title" sx={{ pb: 1 }}>{t('export.title')}</DialogTitle>
      <DialogContent sx={{ pb: 1 }}>
        <Stack spacing={1.5}>
          <ContentChoice value={content} choices={choices} waiting={waiting} disabled={running} choose={setContent} />
          {content === 'picture'
            ? <SizeChoice value={scale} disabled={running} size={wholeSize()} choose={setScale} />
            : choice === null ? null : <FormatChoice value={chosenFormat} choice={choice} disabled={running} choose={setFormat} />}
          {content === 'picture' && cannotPaint ? <Alert severity="warning">{t('export.picture.lost')}</Alert> : null}
          {content === 'picture' && !cannotPaint && picture === null ? <Alert severity="info">{t('export.picture.waiting')}</Alert> : null}
          <FileFacts picture={content === 'picture' ? (picture?.facts ?? null) : null} choice={choice} format={content === 'picture' ? null : chosenFormat} filter={screen.filter} zone={screen.city.timeZone} />
        </Stack>
      </DialogContent>
      <Box sx={{ px: 3, pt: 1, flex: 'none' }}>
        {exporting.export.state === 'failed' ? <FailureNote failure={exporting.export.failure} /> : null}
        <ExportStatus state={exporting.export} />
      </Box>
      <DialogActions>
        {running ? <Button onClick={exporting.cancel}>{t('export.cancel')}</Button> : <Button onClick={close}>{t('frame.close')}</Button>}
        <Button variant="contained" disabled={!isReady || running} onClick={start}>{t('export.do')}</Button>
      </DialogActions>
    </Dialog>
  )
}

/** Of the whole picture, both halves of a comparison together. */
function wholeSize(): Size {
  const surface = getSurface()
  const { width, height } = surface.size()
  return { width: width * surface.halves(), height }
}

/** Only the present answer: a file is not made of what is about to change. */
function hereOf<T>(live: Live<T>): T | null {
  return live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
}

/** A picture asked for just when the context goes is refused by name, like everything else. */
async function pictureOf(source: PictureSource, approvalNumber: string, scale: PictureScale, theme: Theme, text: Text): Promise<{ made: Made } | { failure: Failure }> {
  const made = await makePicture(source, approvalNumber, scale, theme, text)
  return made === null ? { failure: { code: 'internal', detail: 'no frame could be painted' } } : { made }
}

function orderOf({ question, title, rows, asOf, unit, scope }: FigureChoice, format: ExportFormat, { t, locale }: Text): ExportOrder {
  const words = Object.fromEntries(EXPORT_WORDS.map((word) => [word, t(`export.${word}`)])) as ExportWords
  return { job: newJob(), question, format, english: locale === 'en', words, title, scope, unit, expected: { rows, asOf } }
}
