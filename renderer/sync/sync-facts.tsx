/** Status, last exchange, errors and the cache file, as labelled facts. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { SyncPage } from '../../preload/contract/model.ts'
import { wordSync } from '../chrome/sync-words.ts'
import { useText } from '../chrome/text.ts'
import { useNow } from '../state/now.ts'
import { wordError } from './trouble-words.ts'

/** A central's own words, for support: enough to know them again. */
const LONGEST_DETAIL = 300

export function SyncFacts({ page }: { page: SyncPage }): ReactNode {
  const text = useText()
  const { t, number, dateTime, age, bytes } = text
  const now = useNow(5_000)
  const words = wordSync(page.status, now, text)
  const when = (at: number | null): string => (at === null ? t('syncPage.none') : `${dateTime(at)} · ${age(Math.max(0, now - at))}`)
  const { status, cache, lastError } = page
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }}>
      <Facts title={t('syncPage.status')}>
        <Fact name={t('syncPage.status')}>
          <strong>{words.state}</strong> {words.detail}
          {status.state === 'pulling' && status.of > 0 ? <LinearProgress aria-label={words.state} variant="determinate" value={Math.min(100, (100 * status.done) / status.of)} sx={{ mt: 0.5, maxWidth: 320 }} /> : null}
        </Fact>
        <Fact name={t('syncPage.lastExchange')}>{when(page.lastExchangeAt)}</Fact>
        <Fact name={t('syncPage.lastError')}>
          {lastError === null ? t('syncPage.noError') : <>{when(lastError.at)}<Box component="bdi" sx={{ display: 'block', color: 'error.text', wordBreak: 'break-word' }}>{wordError(lastError.code, text)} <Box component="span" sx={{ color: 'text.secondary' }}>({lastError.code} · {lastError.detail.slice(0, LONGEST_DETAIL)})</Box></Box></>}
        </Fact>
        <Fact name={t('syncPage.central')}><bdi>{page.central}</bdi></Fact>
        <Fact name={t('syncPage.epoch')}><bdi>{page.epoch ?? t('syncPage.none')}</bdi></Fact>
      </Facts>
      <Facts title={t('syncPage.cache')}>
        <Fact name={t('syncPage.cache.path')}><Box component="bdi" sx={{ wordBreak: 'break-all' }}>{cache.path}</Box></Fact>
        <Fact name={t('syncPage.cache.bytes')}>{bytes(cache.bytes)}</Fact>
        <Fact name={t('syncPage.cache.built')}>{when(cache.builtAt)}</Fact>
        <Fact name={t('syncPage.requests')}>{number(page.requests)}</Fact>
        <Fact name={t('syncPage.badRows')}>
          <Box component="span" sx={{ color: page.badRows > 0 ? 'error.text' : undefined, fontWeight: page.badRows > 0 ? 650 : 400 }}>{number(page.badRows)}</Box>
          {page.badRows > 0 ? <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{t('syncPage.badRows.why')}</Typography> : null}
        </Fact>
        <Fact name={t('syncPage.unknownRows')}>{number(page.unknownRows)}</Fact>
      </Facts>
    </Box>
  )
}

function Facts({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Paper component="section" variant="outlined" aria-label={title} sx={{ p: 2 }}>
      <Typography variant="h3" sx={{ mb: 1 }}>{title}</Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'minmax(96px, 160px) minmax(0, 1fr)', columnGap: 2, rowGap: 0.75 }}>{children}</Box>
    </Paper>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary' }}>{name}</Box>
      <Box component="dd" sx={{ m: 0, minWidth: 0, fontVariantNumeric: 'tabular-nums' }}>{children}</Box>
    </>
  )
}
