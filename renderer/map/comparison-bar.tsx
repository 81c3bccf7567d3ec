/** Above the two halves of a comparison: which period each is, its total, records and age, and what lessens the comparison. */
import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import IconButton from '@mui/material/IconButton'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { City, Filter } from '../../preload/contract/model.ts'
import { Age } from '../chrome/age.tsx'
import { FailureNote } from '../chrome/failure-note.tsx'
import { PeriodForm } from '../chrome/filter/period-form.tsx'
import { PopoverButton } from '../chrome/filter/popover-button.tsx'
import { totalWords } from '../chrome/ground/held-words.ts'
import type { Text } from '../chrome/phrase.ts'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddress } from '../state/address.ts'
import { RELATIVE_COMPARISONS, weeksBefore } from '../state/comparison.ts'
import type { Comparison, Days, RelativeComparison } from '../state/comparison.ts'
import { countDays } from '../state/days.ts'
import { notesOf } from './comparison-notes.ts'
import type { Summary } from './comparison-summary.ts'
import type { Compared } from './use-comparison.ts'
import type { Failure } from '../../preload/contract/api.ts'

export interface SideAnswer {
  summary: Summary | null
  /** The filter the summary answers. */
  filter: Filter | null
  failure: Failure | null
}

interface Props {
  compared: Compared
  city: City
  filter: Filter
  chosen: SideAnswer
  other: SideAnswer
}

export function ComparisonBar({ compared, city, filter, chosen, other }: Props): ReactNode {
  const text = useText()
  const { t } = text
  const [address] = useAddress()
  const notes = notesOf(compared, address, city, { chosen: saidOf(chosen, filter), other: saidOf(other, compared.filter) }, text)
  const ofChosen = (
    <Side key="chosen" name="chosen" days={compared.chosen} answer={chosen} wanted={filter}>
      <Typography variant="body2" component="h3" sx={{ fontWeight: 650, lineHeight: '32px' }}>{t('map.compare.chosen')}</Typography>
    </Side>
  )
  const ofOther = <Side key="other" name="other" days={compared.other} answer={other} wanted={compared.filter}><Picker compared={compared} /></Side>
  return (
    <Box component="section" aria-label={t('map.compare')} data-comparison="" sx={{ flex: 'none', borderBottom: 1, borderColor: 'divider', backgroundColor: 'background.paper' }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr' }}>{compared.isOtherLeft ? [ofOther, ofChosen] : [ofChosen, ofOther]}</Box>
      {notes.length === 0 ? null : (
        <Typography variant="caption" component="p" role="note" data-comparison-notes="" sx={{ px: 1.5, pb: 0.5, color: 'warning.text' }}>
          ▲ <bdi>{notes.join(' ')}</bdi>
        </Typography>
      )}
    </Box>
  )
}

const saidOf = ({ summary, filter }: SideAnswer, wanted: Filter): Summary | null => (filter === wanted ? summary : null)

interface SideProps {
  name: 'chosen' | 'other'
  days: Days
  answer: SideAnswer
  /** The filter of the period the side names: an answer to another one is not said beside it. */
  wanted: Filter
  children: ReactNode
}

function Side({ name, days, answer, wanted, children }: SideProps): ReactNode {
  const text = useText()
  const { t } = text
  const summary = saidOf(answer, wanted)
  return (
    <Box data-side={name} data-side-records={summary?.records ?? ''} sx={{ px: 1.5, py: 0.5, minWidth: 0, '& + &': { borderInlineStart: 1, borderColor: 'divider' } }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        {children}
        <Typography variant="body2" sx={{ flex: 1, minWidth: 0, fontVariantNumeric: 'tabular-nums' }}><bdi>{phraseDays(days, summary?.days ?? countDays(days.from, days.to), text)}</bdi></Typography>
        {name === 'chosen' ? <IconButton size="small" aria-label={t('map.compare.close')} title={t('map.compare.close')} onClick={() => changeAddress({ comparison: null })}><CloseIcon fontSize="small" /></IconButton> : null}
      </Box>
      {answer.failure !== null ? <FailureNote failure={answer.failure} /> : summary === null ? <Typography variant="caption" component="p">{t('map.asking')}</Typography> : <Totals summary={summary} />}
    </Box>
  )
}

function Totals({ summary }: { summary: Summary }): ReactNode {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5 }}>
      <Typography variant="caption" component="span" sx={{ fontWeight: 600 }}><bdi>{totalWords(summary, useText())}</bdi></Typography>
      <Age provenance={summary.provenance} />
    </Box>
  )
}

function Picker({ compared }: { compared: Compared }): ReactNode {
  const { t } = useText()
  return (
    <PopoverButton label={t('map.compare.with')} value={phraseComparison(compared.comparison, compared.chosen, t)} active width={320}>
      {(close) => <Choices compared={compared} close={close} />}
    </PopoverButton>
  )
}

function Choices({ compared, close }: { compared: Compared; close: () => void }): ReactNode {
  const { t } = useText()
  const { comparison, chosen, other } = compared
  return (
    <>
      <RadioGroup aria-label={t('map.compare.with')} value={typeof comparison === 'string' ? comparison : 'custom'} onChange={(event) => changeAddress({ comparison: event.target.value as RelativeComparison })}>
        {RELATIVE_COMPARISONS.map((each) => <FormControlLabel key={each} value={each} control={<Radio size="small" />} label={phraseComparison(each, chosen, t)} />)}
      </RadioGroup>
      <Typography variant="body2" component="h3" sx={{ mt: 1, mb: 1.5 }}>{t('map.compare.custom')}</Typography>
      <PeriodForm key={`${other.from} ${other.to}`} initial={() => other} apply={(days) => changeAddress({ comparison: days })} close={close} />
    </>
  )
}

function phraseComparison(comparison: Comparison, chosen: Days, t: Text['t']): string {
  if (typeof comparison !== 'string') return t('map.compare.custom')
  return t(`map.compare.${comparison}`, { n: comparison === 'weeks' ? weeksBefore(chosen) : countDays(chosen.from, chosen.to) })
}

function phraseDays({ from, to }: Days, days: number, { t, day, number }: Text): string {
  return t('map.legend.period', { from: day(from), to: day(to), days: number(days, 0) })
}
