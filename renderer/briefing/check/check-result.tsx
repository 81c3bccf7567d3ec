/** What a check found: whose deck it is, how many figures of each fate, and the list of them, the worst first. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { type CheckedDeck, FIGURE_FATES, type FigureFate } from '../../../preload/contract/deck.ts'
import { SimulatedMark } from '../../chrome/simulated-mark.tsx'
import { useText } from '../../chrome/text.ts'
import { FateMark } from './fate-mark.tsx'
import { FigureTable } from './figure-table.tsx'

type Chosen = FigureFate | 'all'
const WORST_FIRST: readonly FigureFate[] = ['edited', 'drifted', 'unknown']

export function CheckResult({ deck }: { deck: CheckedDeck }): ReactNode {
  const { t, number } = useText()
  const [chosen, setChosen] = useState<Chosen>(() => WORST_FIRST.find((fate) => deck.counts[fate] > 0) ?? 'all')
  const all = deck.figures.length
  const figures = chosen === 'all' ? deck.figures : deck.figures.filter(({ fate }) => fate === chosen)
  return (
    <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0 }} data-checked={JSON.stringify(deck.counts)}>
      <DeckFacts deck={deck} />
      <Typography variant="body2" sx={{ color: 'text.secondary' }} data-kept={deck.isKept}>{t(deck.isKept ? 'check.kept' : 'check.notKept')}</Typography>
      {deck.isSound ? null : <Alert severity="error" role="alert" data-unsound="">{t(deck.isKept ? 'check.unsound.kept' : 'check.unsound')}</Alert>}
      {deck.slidesGone.length === 0 ? null : <Alert severity="warning"><bdi>{t('check.gone', { n: number(deck.slidesGone.length), list: deck.slidesGone.map(({ title }) => title).join(t('check.gone.join')) })}</bdi></Alert>}
      {all === 0 ? <Typography role="note">{t('check.empty')}</Typography> : (
        <>
          {deck.isSound && deck.counts.unchanged === all ? <Alert severity="success">{t('check.well', { n: number(all) })}</Alert> : <Typography component="output">{t('check.done', { n: number(all), other: number(all - deck.counts.unchanged) })}</Typography>}
          <ToggleButtonGroup exclusive size="small" value={chosen} aria-label={t('check.filter')} sx={{ flexWrap: 'wrap' }} onChange={(_, next: Chosen | null) => (next === null ? undefined : setChosen(next))}>
            <ToggleButton value="all" data-filter="all">{t('check.all')} {number(all)}</ToggleButton>
            {FIGURE_FATES.map((fate) => <ToggleButton key={fate} value={fate} data-filter={fate} title={t(`check.fate.${fate}.what`)}><FateMark fate={fate} />&nbsp;{number(deck.counts[fate])}</ToggleButton>)}
          </ToggleButtonGroup>
          {chosen === 'all' ? null : <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(`check.fate.${chosen}.what`)}</Typography>}
          {figures.length === 0 ? <Typography role="note">{t('check.empty.fate')}</Typography> : <FigureTable key={chosen} figures={figures} />}
        </>
      )}
    </Box>
  )
}

function DeckFacts({ deck }: { deck: CheckedDeck }): ReactNode {
  const { t, dateTime } = useText()
  const facts = [[t('check.author'), deck.author], [t('check.made'), dateTime(deck.madeAt)], [t('check.run'), deck.run]] as const
  return (
    <div>
      <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}><bdi>{deck.title}</bdi> {deck.simulated ? <SimulatedMark /> : null}</Typography>
      <Box component="dl" sx={{ m: 0, display: 'flex', gap: 0.5, columnGap: 2, flexWrap: 'wrap', '& dt': { color: 'text.secondary' }, '& dd': { m: 0, overflowWrap: 'anywhere' } }}>
        {facts.map(([label, value]) => <Box key={label} sx={{ display: 'flex', gap: 0.75 }}><dt>{label}</dt><dd><bdi>{value}</bdi></dd></Box>)}
      </Box>
    </div>
  )
}
