/** Where the figures of a slide come from: each question that was asked, with its parameters, rows, age and hash. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Deck, Fact, Slide } from '../../../preload/contract/deck.ts'
import { factsOfSlide } from '../../../preload/contract/edited-deck.ts'
import { useText } from '../../chrome/text.ts'

export function SlideFacts({ slide, deck }: { slide: Slide; deck: Deck }): ReactNode {
  const { t, number, dateTime } = useText()
  const ids = factsOfSlide(slide)
  const facts = deck.facts.filter(({ id }) => ids.includes(id))
  const lines = (fact: Fact): [string, string][] => [
    [t('briefing.fact.query'), fact.query],
    [t('briefing.fact.params'), Object.entries(fact.params).map(([name, value]) => `${name}=${String(value)}`).join(' · ')],
    [t('briefing.fact.records'), number(fact.records, 0)],
    [t('briefing.fact.asOf'), fact.provenance.asOf === null ? t('age.never') : dateTime(fact.provenance.asOf)],
    [t('briefing.fact.hash'), fact.hash.slice(0, 16)],
  ]
  return (
    <Box component="details" data-facts={facts.length}>
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer' }}>{t('briefing.facts', { n: number(facts.length) })}</Typography>
      {facts.length === 0 ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('briefing.facts.none')}</Typography> : null}
      {facts.map((fact) => (
        <Box key={fact.id} component="dl" sx={{ m: 0, mt: 1, pt: 1, borderTop: 1, borderColor: 'divider', display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 1 }}>
          {lines(fact).map(([label, value]) => (
            <Box key={label} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>{label}</Typography>
              <Typography component="dd" variant="caption" sx={{ m: 0, overflowWrap: 'anywhere' }}><bdi>{value}</bdi></Typography>
            </Box>
          ))}
        </Box>
      ))}
    </Box>
  )
}
