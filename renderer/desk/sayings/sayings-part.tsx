/** What was said to whoever reported and about their points, and the forms for it; who may not is told why. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { Text } from '../../chrome/phrase.ts'
import { useText } from '../../chrome/text.ts'
import { useNow } from '../../state/now.ts'

export function SayingsPart({ whole, begin }: { whole: CaseWhole; begin: (saying: 'reply' | 'proposal') => void }): ReactNode {
  const text = useText()
  const { t, shortMoment } = text
  const now = useNow()
  const told = { reply: whole.repliedAt === null ? t('say.reply.none') : t('say.reply.at', { time: shortMoment(whole.repliedAt, now) }), proposal: proposalWords(whole, text) }
  return (
    <Box component="section" aria-label={t('say.title')} sx={{ display: 'grid', gap: 0.5 }}>
      <Typography variant="h3" sx={{ fontSize: '0.8125rem' }}>{t('say.title')}</Typography>
      {(['reply', 'proposal'] as const).map((saying) => {
        const why = whole.sayings[saying]
        return (
          <Box key={saying} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <Typography variant="body2" data-said={saying} sx={{ flex: 1, overflowWrap: 'anywhere' }}><bdi>{told[saying]}</bdi></Typography>
            <Tooltip describeChild title={why === null ? '' : t(`flow.why.${why}`)}>
              {/* It says why not where it may not: a disabled button could not be reached. */}
              <Button color="inherit" variant="outlined" data-say={saying} aria-disabled={why !== null} onClick={() => why === null && begin(saying)} sx={why === null ? {} : { color: 'text.secondary', cursor: 'default' }}>{t(`say.${saying}`)}</Button>
            </Tooltip>
          </Box>
        )
      })}
    </Box>
  )
}

export function proposalWords({ proposal }: Pick<CaseWhole, 'proposal'>, { t }: Text): string {
  if (proposal === null) return t('say.proposal.none')
  if (proposal.state !== 'proposed') return t(`say.proposal.${proposal.state}`)
  return t('say.proposal.proposed', { by: proposal.byName, what: t(proposal.valid ? 'say.proposal.valid' : 'say.proposal.invalid') })
}
