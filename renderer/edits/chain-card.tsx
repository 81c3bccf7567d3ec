/** One edit that did not take effect and those it took along: what I did, what they did, the case now, why, and the ways out, one press each. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { caseOfIntent } from '../../preload/contract/edit.ts'
import type { CaseName } from '../../preload/contract/case-name.ts'
import { titleOf, type Names } from '../chrome/edit-words.ts'
import { SimulatedMark } from '../chrome/simulated-mark.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { useSession } from '../state/session.ts'
import { CaseLink } from './case-link.tsx'
import { CaseNow } from './case-now.tsx'
import type { Chain } from './chains.ts'
import { EditEvents } from './edit-events.tsx'
import { EditTold } from './edit-told.tsx'
import { Facts, Words } from './facts.tsx'
import { reasonOf, theirsOf } from './refusal-words.ts'
import type { Settled } from './settle-chain.ts'
import { WayButtons } from './way-buttons.tsx'
import { waysOut } from './ways-out.ts'

const MINUTE_MS = 60_000

interface Props {
  chain: Chain
  names: Names
  cases: ReadonlyMap<string, CaseName>
  settled: (settled: Settled) => void
}

export function ChainCard({ chain, names, cases, settled }: Props): ReactNode {
  const text = useText()
  const { t, moment, age } = text
  const heading = useId()
  const [head, ...followers] = chain
  const now = useNow()
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS
  const session = useSession()
  const id = head.intent === null ? null : caseOfIntent(head.intent)
  const live = useLive('cases.get', id === null ? null : { id, at: minute }, ['session', 'sync', 'cases', 'edits'])
  const whole = id === null ? null : live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  // The title says all of it, and it is about no case.
  const isRecord = head.intent?.kind === 'export'
  const theirs = theirsOf(head.current, names, text, now)
  const actor = { sub: session?.sub ?? '', duties: session?.duties ?? [] }
  const ways = whole === undefined ? null : waysOut(chain, whole, actor, minute)
  return (
    <Box component="article" aria-labelledby={heading} data-refused={head.opId} data-problem={head.problem ?? 'blocked'}
      sx={(theme) => ({ border: `1px solid ${theme.palette.divider}`, borderInlineStart: `4px solid ${theme.palette.error.main}`, borderRadius: 1, bgcolor: 'background.paper', p: 2, display: 'grid', gap: 1.25, gridTemplateColumns: 'minmax(0, 1fr)' })}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 1.5 }}>
        <Typography variant="h3" component="h4" id={heading} sx={{ m: 0 }}><span aria-hidden>✕ </span>{titleOf(head.intent, text)}</Typography>
        <CaseLink id={id} cases={cases} />
        {head.simulated ? <SimulatedMark /> : null}
        <Box sx={{ flex: 1 }} />
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('edits.madeAt', { when: moment(head.madeAt, now) })} · {age(Math.max(0, now - head.madeAt))}</Typography>
      </Box>
      <Typography data-reason>{isRecord ? t('edits.problem.unrecorded') : reasonOf(head, text)}</Typography>
      {head.detail === null || head.detail === '' ? null : <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>{t('edits.detail')}{text.locale === 'en' ? ': ' : '：'}<bdi>{head.detail}</bdi></Typography>}
      {isRecord ? null : (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: `repeat(${theirs.length > 0 ? 3 : 2}, minmax(0, 1fr))` }}>
          <Side title={t('edits.mine')}><EditTold edit={head} names={names} titled={false} /></Side>
          {theirs.length === 0 ? null : (
            <Side title={t('edits.theirs')}>
              {theirs.map(({ who, when, facts, words }) => (
                <Box key={`${who} ${when} ${facts.length}`} data-theirs>
                  <Typography variant="body2" sx={{ fontWeight: 600 }}><bdi>{t('edits.theirs.by', { who, when })}</bdi></Typography>
                  <Facts facts={facts} />
                  <Words words={words} />
                </Box>
              ))}
            </Side>
          )}
          <Side title={t('edits.now')}><CaseNow whole={whole} /></Side>
        </Box>
      )}
      {followers.length === 0 ? null : (
        <Box sx={{ borderTop: 1, borderColor: 'divider', pt: 1 }} data-followers={followers.length}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>{t('edits.followers', { n: followers.length })}</Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {followers.map((edit) => <li key={edit.opId} data-blocked={edit.opId}><EditTold edit={edit} names={names} /><EditEvents edit={edit} /></li>)}
          </Box>
        </Box>
      )}
      {ways === null ? null : <WayButtons chain={chain} ways={ways} whole={whole ?? null} names={names} settled={settled} />}
      <EditEvents edit={head} />
    </Box>
  )
}

function Side({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Box component="section" sx={{ minWidth: 0 }}>
      <Typography variant="caption" component="h5" sx={{ m: 0, color: 'text.secondary', fontWeight: 600 }}>{title}</Typography>
      {children}
    </Box>
  )
}
