/** Briefings: composed from this PC's data, looked at, edited, taken out; and the ones made before. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Answer } from '../../preload/contract/api.ts'
import type { Briefing, BriefingHead } from '../../preload/contract/briefing.ts'
import { getBridge } from '../bridge.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'
import { useCity } from '../state/city.ts'
import { useNow } from '../state/now.ts'
import { CheckPart } from './check/check-part.tsx'
import { ChooseBar } from './choose/choose-bar.tsx'
import { defaultDay, newestDay } from './choose/default-day.ts'
import { AgainDialog, RecentList } from './choose/recent-list.tsx'
import { useCompose } from './choose/use-compose.ts'
import { OpenBriefing } from './edit/open-briefing.tsx'
import { SchedulePart } from './schedule/schedule-part.tsx'

const PARTS = ['make', 'check', 'schedule'] as const
type Part = (typeof PARTS)[number]

const MINUTE_MS = 60_000

const toList = (): void => changeAddress({ run: null, slide: null })

export function BriefingPage(): ReactNode {
  const { t } = useText()
  const run = useAddressPart('run')
  const city = useCity()
  const newest = newestDay(city.lastReportAt, useNow(MINUTE_MS), city.timeZone)
  const [tab, setTab] = useState<Part>('make')
  const [asked, ask] = useState<BriefingHead | null>(null)
  const compose = useCompose(({ deck }) => changeAddress({ run: deck.run, slide: null }))
  const isBusy = compose.composing.state === 'composing'
  const again = ({ run: earlier, kind, area, english }: BriefingHead, words: boolean): void => compose.compose({ question: { kind, area, english, lastDay: defaultDay(kind, newest) }, again: { run: earlier, words } })
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }} data-briefing-page="">
      <Typography variant="h1" component="h2" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{t('frame.briefing')}</Typography>
      <Tabs value={tab} onChange={(_, next: Part) => setTab(next)} aria-label={t('frame.briefing')} sx={{ flex: 'none', px: 1, minHeight: 40, bgcolor: 'background.paper', '& .MuiTab-root': { minHeight: 40 } }}>
        {PARTS.map((part) => <Tab key={part} value={part} id={`briefing-tab-${part}`} aria-controls={`briefing-${part}`} label={t(`briefing.part.${part}`)} />)}
      </Tabs>
      <Panel part="make" shown={tab}>
        <ChooseBar compose={compose} />
        {run === null ? <RecentList open={(next) => changeAddress({ run: next, slide: null })} again={again} isBusy={isBusy} /> : <Run key={run} run={run} again={ask} toList={toList} />}
      </Panel>
      <Panel part="check" shown={tab}><Box sx={{ p: 2, overflow: 'auto' }}><CheckPart /></Box></Panel>
      <Panel part="schedule" shown={tab}><Box sx={{ p: 2, overflow: 'auto' }}><SchedulePart /></Box></Panel>
      {asked === null ? null : <AgainDialog head={asked} close={() => ask(null)} again={again} />}
    </Box>
  )
}

/** Both stay as they were left while the other is looked at. */
function Panel({ part, shown, children }: { part: Part; shown: Part; children: ReactNode }): ReactNode {
  return <Box role="tabpanel" id={`briefing-${part}`} aria-labelledby={`briefing-tab-${part}`} hidden={part !== shown} sx={{ flex: 1, minHeight: 0, display: part === shown ? 'flex' : 'none', flexDirection: 'column' }}>{children}</Box>
}

/** Asked for once: what is edited here is newer than any later answer. */
function Run({ run, again, toList }: { run: string; again: (head: BriefingHead) => void; toList: () => void }): ReactNode {
  const { t } = useText()
  const [answer, setAnswer] = useState<Answer<Briefing | null> | null>(null)
  useEffect(() => {
    let isHere = true
    void getBridge().call('briefing.get', { run }).then((next) => isHere && setAnswer(next))
    return () => void (isHere = false)
  }, [run])
  if (answer === null) return <LinearProgress aria-label={t('briefing.loading')} />
  if (!answer.ok) return <FailureNote failure={answer.failure} />
  const briefing = answer.value
  if (briefing === null) return <Alert severity="info" sx={{ m: 2 }} action={<Button color="inherit" size="small" onClick={toList}>{t('briefing.toList')}</Button>}>{t('briefing.gone')}</Alert>
  return <OpenBriefing briefing={briefing} again={() => again(headOf(briefing))} toList={toList} />
}

function headOf({ deck: { run: own, question, areaName, title, madeAt, asOf, simulated } }: Briefing): BriefingHead {
  return { run: own, ...question, areaName, title, madeAt, asOf, simulated, isEdited: true }
}
