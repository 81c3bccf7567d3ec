/** Plays the period on the map by hour of the day, by day or by week: run, pause, step, drag; closing it, or leaving the map, puts back what was there. */
import CloseIcon from '@mui/icons-material/Close'
import PauseIcon from '@mui/icons-material/Pause'
import PlayArrowIcon from '@mui/icons-material/PlayArrow'
import SkipNextIcon from '@mui/icons-material/SkipNext'
import SkipPreviousIcon from '@mui/icons-material/SkipPrevious'
import SlowMotionVideoIcon from '@mui/icons-material/SlowMotionVideo'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Slider from '@mui/material/Slider'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import type { Text } from '../chrome/phrase.ts'
import { changeAddress, parseAddress, useAddressPart } from '../state/address.ts'
import type { Period } from '../state/address.ts'
import { currentHash } from '../state/address-bar.ts'
import { useCity } from '../state/city.ts'
import { resolvePeriod } from '../state/filter.ts'
import { useKeys } from '../state/keys.ts'
import { type Base, type Frame, framesOf, isOf, type Step, STEPS } from './playback-frames.ts'

/** A picture stays at least this long, counted from when it is there. */
const HOLD_MS = 900

/** What the filter was when it was opened, and the days that meant. */
interface Opened {
  period: Period
  hours: number[]
  base: Base
}

interface Props {
  /** The picture of the present step is still on its way. */
  asking: boolean
  /** Two periods stand side by side: one of them cannot run away from the other. */
  isComparing: boolean
  onOpen: (open: boolean) => void
}

export function Playback({ asking, isComparing, onOpen }: Props): ReactNode {
  const { t } = useText()
  const period = useAddressPart('period')
  const hours = useAddressPart('hours')
  const city = useCity()
  const [before, setBefore] = useState<Opened | null>(null)
  const open = (): void => {
    setBefore({ period, hours, base: { ...resolvePeriod(period, city, Date.now()), hours } })
    onOpen(true)
  }
  const end = (): void => {
    setBefore(null)
    onOpen(false)
  }
  // A link or the back button may bring a comparison while the period plays.
  useEffect(() => {
    if (!isComparing || before === null) return
    // oxlint-disable-next-line react/set-state-in-effect -- the address, an outside store, ended it
    setBefore(null)
    onOpen(false)
  }, [isComparing, before, onOpen])
  if (before === null || isComparing) {
    const words = t(isComparing ? 'map.play.notWhileComparing' : 'map.play.open')
    return (
      <Paper sx={{ position: 'absolute', top: 148, right: 12 }}>
        <IconButton aria-label={words} title={words} aria-disabled={isComparing} onClick={isComparing ? undefined : open} sx={isComparing ? { opacity: 0.5, cursor: 'not-allowed' } : {}}><SlowMotionVideoIcon fontSize="small" /></IconButton>
      </Paper>
    )
  }
  const close = (): void => {
    changeAddress({ period: before.period, hours: before.hours }, 'replace')
    end()
  }
  return <Player before={before} asking={asking} close={close} />
}

function Player({ before, asking, close }: { before: Opened; asking: boolean; close: () => void }): ReactNode {
  const text = useText()
  const { t } = text
  const [step, setStep] = useState<Step>('day')
  const [at, setAt] = useState(0)
  const [playing, setPlaying] = useState(false)
  const frames = useMemo(() => framesOf(step, before.base), [step, before])
  const last = frames.length - 1
  const frame = frames[Math.min(at, last)]
  useEffect(() => {
    if (frame !== undefined) changeAddress(frame, 'replace')
  }, [frame])
  usePutBack(frame, before)
  useEffect(() => {
    if (!playing || asking) return
    const timer = setTimeout(() => (at < last ? setAt(at + 1) : setPlaying(false)), HOLD_MS)
    return () => clearTimeout(timer)
  }, [playing, asking, at, last])
  const go = (to: number): void => {
    setPlaying(false)
    setAt(Math.max(0, Math.min(last, to)))
  }
  const run = (): void => {
    if (!playing && at >= last) setAt(0)
    setPlaying(!playing)
  }
  useKeys({ '[': () => go(at - 1), ']': () => go(at + 1), p: run })
  const words = frame === undefined ? '' : phraseFrame(step, frame, text)
  return (
    <Paper component="section" aria-label={t('map.play')} data-playback={at} sx={{ position: 'absolute', top: 12, right: 64, width: 430, maxWidth: 'calc(100% - 76px)', px: 1.5, py: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        <ToggleButtonGroup exclusive size="small" value={step} aria-label={t('map.play.step')} onChange={(_, chosen: Step | null) => chosen && (setStep(chosen), go(0))}>
          {STEPS.map((each) => <ToggleButton key={each} value={each} sx={{ px: 1, py: 0.25, textTransform: 'none' }}>{t(`map.play.${each}`)}</ToggleButton>)}
        </ToggleButtonGroup>
        <Typography variant="body2" component="output" sx={{ flex: 1, textAlign: 'center', fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}><bdi>{words}</bdi></Typography>
        <IconButton size="small" aria-label={t('map.play.close')} title={t('map.play.close')} onClick={close}><CloseIcon fontSize="small" /></IconButton>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        <IconButton size="small" aria-label={t('map.play.back')} title={t('map.play.back')} disabled={at === 0} onClick={() => go(at - 1)}><SkipPreviousIcon /></IconButton>
        <IconButton size="small" aria-label={t(playing ? 'map.play.pause' : 'map.play.run')} title={t(playing ? 'map.play.pause' : 'map.play.run')} onClick={run}>{playing ? <PauseIcon /> : <PlayArrowIcon />}</IconButton>
        <IconButton size="small" aria-label={t('map.play.on')} title={t('map.play.on')} disabled={at >= last} onClick={() => go(at + 1)}><SkipNextIcon /></IconButton>
        <Slider size="small" min={0} max={Math.max(1, last)} value={Math.min(at, last)} aria-label={t('map.play.position')} getAriaValueText={() => words} onChange={(_, to) => go(to as number)} sx={{ mx: 1.5 }} />
        <Typography variant="caption" sx={{ flex: 'none', fontVariantNumeric: 'tabular-nums' }}>{t('map.play.of', { n: at + 1, of: frames.length })}</Typography>
      </Box>
    </Paper>
  )
}

/**
 * Whoever leaves the map while it plays takes along what was there before, not the frame. What is by then another period stays, as when a link or the
 * closing of the player has set it; and a comparison that ends the playback is the address's own.
 */
function usePutBack(frame: Frame | undefined, before: Opened): void {
  const latest = useRef({ frame, before })
  useEffect(() => {
    latest.current = { frame, before }
  })
  // In the commit that takes the player away: nothing is asked by the frame any more.
  useLayoutEffect(() => () => {
    const { frame: played, before: { period, hours } } = latest.current
    const address = parseAddress(currentHash())
    if (played !== undefined && address.comparison === null && isOf(played, address)) changeAddress({ period, hours }, 'replace')
  }, [])
}

function phraseFrame(step: Step, { period, hours }: Frame, { t, day }: Text): string {
  if (step === 'hour') return t('filter.hour.each', { hour: hours[0] ?? 0, next: (hours[0] ?? 0) + 1 })
  if ('last' in period) return ''
  return period.from === period.to ? day(period.from) : t('filter.period.range', { from: day(period.from), to: day(period.to) })
}
