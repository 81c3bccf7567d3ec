/** The words of one slide: its title and its so-what line, counted, and taken back to what was composed; below them where its figures come from. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { type Deck, type DeckEdits, type DeckStyle, LONGEST_SO_WHAT, LONGEST_TITLE, type Slide } from '../../../preload/contract/deck.ts'
import { wordsOf } from '../../../preload/contract/edited-deck.ts'
import { GOOD_TITLE } from '../../../preload/contract/slide-text.ts'
import { useText } from '../../chrome/text.ts'
import { isTitleSmaller } from '../slides/lay-slide.ts'
import { lengthOf, oneLine, type WordedPart, wordSlide } from './edit-steps.ts'
import { SlideFacts } from './slide-facts.tsx'

interface Props {
  /** As composed. */
  composed: Slide
  edits: DeckEdits
  change: (next: DeckEdits, what: string) => void
  deck: Deck
  style: DeckStyle
  /** Another slide has the same title. */
  isDouble: boolean
}

export function SlideEditor({ composed, edits, change, deck, style, isDouble }: Props): ReactNode {
  const { t } = useText()
  const good = deck.question.english ? GOOD_TITLE.en : GOOD_TITLE.zh
  return (
    <Box component="section" aria-label={t('briefing.words')} sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
      <Words key={`titles ${composed.id}`} part="titles" composed={wordsOf(composed.title)} label={t('briefing.title')} most={LONGEST_TITLE} good={good} isLong={(title) => isTitleSmaller(title, composed, style)} {...{ edits, change, id: composed.id }} />
      {isDouble ? <Alert severity="error" role="alert">{t('briefing.title.double')}</Alert> : null}
      {composed.visual.kind === 'cover' ? null : <Words key={`soWhats ${composed.id}`} part="soWhats" composed={wordsOf(composed.soWhat)} label={t('briefing.soWhat')} most={LONGEST_SO_WHAT} good={null} isLong={() => false} {...{ edits, change, id: composed.id }} />}
      <SlideFacts slide={composed} deck={deck} />
    </Box>
  )
}

interface WordsProps extends Pick<Props, 'edits' | 'change'> {
  part: WordedPart
  id: string
  composed: string
  label: string
  most: number
  good: number | null
  /** Whether the type gets smaller. */
  isLong: (text: string) => boolean
}

function Words({ part, id, composed, label, most, good, isLong, edits, change }: WordsProps): ReactNode {
  const { t, number } = useText()
  const own = Object.hasOwn(edits[part], id) ? edits[part][id] : undefined
  const value = own ?? composed
  const length = lengthOf(value)
  return (
    <Box>
      <TextField fullWidth multiline minRows={2} maxRows={5} label={label} value={value} autoComplete="off" data-words={part} slotProps={{ htmlInput: { 'data-field': part, 'aria-describedby': `${part}-count` } }}
        // Enter makes no second line: there is none on a slide.
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && event.preventDefault()}
        onChange={(event) => change(wordSlide(edits, part, id, oneLine(event.target.value, most)), `${part}:${id}`)} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 32 }}>
        <Typography id={`${part}-count`} variant="caption" sx={{ flex: 1, color: isLong(value) ? 'warning.text' : 'text.secondary' }}>
          {good === null ? t('briefing.length', { n: number(length), most: number(most) }) : t(isLong(value) ? 'briefing.length.long' : 'briefing.length.good', { n: number(length), good: number(good), most: number(most) })}
        </Typography>
        {own === undefined ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('briefing.composedWords')}</Typography> : (
          <Button size="small" data-take-composed={part} aria-label={t('briefing.takeComposed.what', { what: label })} onClick={() => change(wordSlide(edits, part, id, null), part)}>{t('briefing.takeComposed')}</Button>
        )}
      </Box>
      {own === undefined ? null : <Typography variant="caption" component="p" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>{t('briefing.composedWas', { text: composed === '' ? '—' : composed })}</Typography>}
    </Box>
  )
}
