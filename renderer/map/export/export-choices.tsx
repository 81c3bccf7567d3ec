/** The choices of the export dialog: what, in which format, how fine. */
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Stack from '@mui/material/Stack'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { EXPORT_FORMATS, MOST_EXPORT_ROWS } from '../../../preload/contract/export.ts'
import type { ExportFormat } from '../../../preload/contract/export.ts'
import { useText } from '../../chrome/text.ts'
import type { Size } from '../../chrome/ground/camera.ts'
import { fits } from './figure-choices.ts'
import type { Content, FigureChoice } from './figure-choices.ts'
import { SCALES } from './make-picture.ts'
import type { PictureScale } from './make-picture.ts'

const KINDS = ['areas', 'cells', 'grid', 'overview', 'bottlenecks', 'sites'] as const

interface Contents {
  value: Content
  choices: readonly FigureChoice[]
  /** Those on their way. */
  waiting: readonly Content[]
  disabled: boolean
  choose: (content: Content) => void
}

export function ContentChoice({ value, choices, waiting, disabled, choose }: Contents): ReactNode {
  const { t, number } = useText()
  return (
    <FormControl disabled={disabled}>
      <FormLabel id="export-what" sx={{ fontSize: '0.75rem' }}>{t('export.what')}</FormLabel>
      <RadioGroup aria-labelledby="export-what" value={value} onChange={(_, chosen) => choose(chosen as Content)}>
        <Option value="picture" words={t('export.picture')} count={null} />
        {KINDS.map((kind) => {
          const choice = choices.find(({ question }) => question.kind === kind)
          return <Option key={kind} value={kind} words={t(`export.kind.${kind}`)} count={choice === undefined ? t(waiting.includes(kind) ? 'export.waiting' : 'export.notHere') : t('export.rows', { n: number(choice.rows, 0) })} />
        })}
      </RadioGroup>
    </FormControl>
  )
}

function Option({ value, words, count }: { value: Content; words: string; count: string | null }): ReactNode {
  const label = (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'baseline', justifyContent: 'space-between' }}>
      <Typography variant="body1" component="span">{words}</Typography>
      {count === null ? null : <Typography variant="caption" component="span" data-export-rows={value} sx={{ flex: 'none', fontVariantNumeric: 'tabular-nums' }}>{count}</Typography>}
    </Stack>
  )
  return <FormControlLabel value={value} control={<Radio size="small" sx={{ p: 0.5 }} />} label={label} slotProps={{ typography: { component: 'div', sx: { flex: 1 } } }} sx={{ mr: 0, ml: -0.5 }} />
}

const BUTTON = { px: 1.5, py: 0.25, fontSize: '0.8125rem' } as const

export function FormatChoice({ value, choice, disabled, choose }: { value: ExportFormat | null; choice: FigureChoice; disabled: boolean; choose: (format: ExportFormat) => void }): ReactNode {
  const { t, number } = useText()
  const tooMany = choice.formats.filter((format) => choice.rows > MOST_EXPORT_ROWS[format])
  return (
    <Labelled id="export-format" words={t('export.format')}>
      <ToggleButtonGroup exclusive size="small" disabled={disabled} value={value} aria-labelledby="export-format" onChange={(_, chosen: ExportFormat | null) => chosen && choose(chosen)}>
        {EXPORT_FORMATS.filter((format) => choice.formats.includes(format)).map((format) => <ToggleButton key={format} value={format} disabled={disabled || !fits(choice, format)} sx={BUTTON}>{t(`export.format.${format}`)}</ToggleButton>)}
      </ToggleButtonGroup>
      {tooMany.map((format) => <Typography key={format} variant="caption" sx={{ color: 'text.secondary' }}>{t('export.format.tooMany', { format: t(`export.format.${format}`), n: number(MOST_EXPORT_ROWS[format], 0) })}</Typography>)}
    </Labelled>
  )
}

export function SizeChoice({ value, disabled, size, choose }: { value: PictureScale; disabled: boolean; size: Size; choose: (scale: PictureScale) => void }): ReactNode {
  const { t, number } = useText()
  const pixels = (scale: number): string => `${number(Math.round(size.width * scale * devicePixelRatio), 0)} × ${number(Math.round(size.height * scale * devicePixelRatio), 0)}`
  return (
    <Labelled id="export-size" words={t('export.picture.size')}>
      <ToggleButtonGroup exclusive size="small" disabled={disabled} value={value} aria-labelledby="export-size" onChange={(_, chosen: PictureScale | null) => chosen && choose(chosen)}>
        {SCALES.map((scale) => <ToggleButton key={scale} value={scale} sx={BUTTON}>{t(`export.picture.size.${scale}`, { pixels: pixels(scale) })}</ToggleButton>)}
      </ToggleButtonGroup>
    </Labelled>
  )
}

function Labelled({ id, words, children }: { id: string; words: string; children: ReactNode }): ReactNode {
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography id={id} variant="caption" sx={{ color: 'text.secondary' }}>{words}</Typography>
      {children}
    </Stack>
  )
}
