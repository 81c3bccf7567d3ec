/** One base map: its state in words, what the check found, and what one may do with it. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import LinearProgress from '@mui/material/LinearProgress'
import Radio from '@mui/material/Radio'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { BaseMapFacts, BaseMapFile } from '../../preload/contract/base-map.ts'
import { useText } from '../chrome/text.ts'
import { coverageOf } from '../state/coverage.ts'
import { phraseFacts } from './base-map-facts.ts'

interface Props {
  file: BaseMapFile
  cityBounds: [number, number, number, number] | null
  check: () => void
  cancel: () => void
  remove: () => void
}

const FRAME = { border: 1, borderColor: 'divider', borderRadius: 1, px: 1.5, py: 1 } as const

export function ShippedRow({ value }: { value: string }): ReactNode {
  const { t } = useText()
  return (
    <Box sx={FRAME}>
      <FormControlLabel value={value} control={<Radio size="small" />} label={<strong>{t('settings.base.shipped')}</strong>} />
      <Typography variant="body2" sx={{ color: 'text.secondary', pl: 4 }}>{t('settings.base.shipped.what')}</Typography>
    </Box>
  )
}

export function BaseMapRow({ file, cityBounds, check, cancel, remove }: Props): ReactNode {
  const { t, bytes } = useText()
  const { state } = file
  const isUnderWay = state.is === 'copying' || state.is === 'checking'
  return (
    <Box sx={FRAME} data-base-map={file.name} data-state={state.is}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        {/* A file that cannot be chosen yet, or at all, is named as readably as the others. */}
        <FormControlLabel value={file.id} disabled={state.is !== 'sound'} control={<Radio size="small" />} sx={{ flex: 1, minWidth: 240, mr: 0, '& .MuiFormControlLabel-label.Mui-disabled': { color: 'text.primary' } }}
          label={<><Box component="bdi" sx={{ fontWeight: 650, wordBreak: 'break-all' }}>{file.name}</Box> <Box component="span" sx={{ color: 'text.secondary' }}>{bytes(file.bytes)} · {t(`settings.base.state.${state.is}`)}</Box></>} />
        {isUnderWay ? <Button onClick={cancel} aria-label={t('settings.base.cancel.of', { name: file.name })}>{t('frame.cancel')}</Button> : (
          <>
            <Button onClick={check} aria-label={t('settings.base.check.of', { name: file.name })}>{t('settings.base.check')}</Button>
            <Button color="error" onClick={remove} aria-label={t('settings.base.remove.of', { name: file.name })}>{t('settings.base.remove')}</Button>
          </>
        )}
      </Box>
      <Box sx={{ pl: 4 }}>
        {isUnderWay ? <LinearProgress aria-label={t(`settings.base.state.${state.is}`)} variant="determinate" value={Math.min(100, (100 * state.doneBytes) / Math.max(1, state.ofBytes))} /> : null}
        {state.is === 'refused' ? (
          <Alert severity="error" data-fault={state.fault}>
            {t(`settings.fault.${state.fault}`)}
            <Typography component="div" variant="caption" sx={{ color: 'text.secondary', wordBreak: 'break-word' }}><bdi>{state.fault} · {state.detail}</bdi></Typography>
          </Alert>
        ) : null}
        {state.is === 'sound' ? <Facts facts={state.facts} cityBounds={cityBounds} /> : null}
      </Box>
    </Box>
  )
}

function Facts({ facts, cityBounds }: { facts: BaseMapFacts; cityBounds: Props['cityBounds'] }): ReactNode {
  const text = useText()
  const { t, percent } = text
  const found = cityBounds === null ? null : coverageOf(facts.bounds, cityBounds)
  return (
    <>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'minmax(88px, max-content) minmax(0, 1fr)', columnGap: 2, rowGap: 0.25, fontSize: '0.8125rem' }}>
        {phraseFacts(facts, text).map(([key, words]) => (
          <Box key={key} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>{t(key)}</Box>
            <Box component="dd" sx={{ m: 0, minWidth: 0, wordBreak: 'break-word' }}><bdi>{words}</bdi></Box>
          </Box>
        ))}
      </Box>
      {found === null || found.reaches === 'whole' ? null : (
        <Alert severity="warning" data-coverage={found.reaches} sx={{ mt: 1 }}>{found.reaches === 'none' ? t('settings.base.coverage.none') : t('settings.base.coverage.part', { share: percent(found.share) })}</Alert>
      )}
    </>
  )
}
