/** The case desk: what is mine and late first, one list under the map's filter, and the picked case beside it. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import type { CaseRow } from '../../preload/contract/case-list.ts'
import { getBridge } from '../bridge.ts'
import { Age } from '../chrome/age.tsx'
import { FailureNote } from '../chrome/failure-note.tsx'
import { Late } from '../chrome/late.tsx'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddress } from '../state/address.ts'
import { useCity } from '../state/city.ts'
import { useKept } from '../state/kept.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { useSession } from '../state/session.ts'
import { BulkBar } from './bulk/bulk-bar.tsx'
import { choose, MOST_CHOSEN, NONE_CHOSEN, turn, type Chosen } from './bulk/chosen.ts'
import { CaseDrawer } from './case-drawer.tsx'
import { CaseGrid, type CaseHands } from './case-grid.tsx'
import { CaseSearch } from './case-search.tsx'
import { homeOf, MINUTE_MS, orderOf, questionOf } from './case-question.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { EmptyNote } from './empty-note.tsx'
import { ListTools } from './list-tools.tsx'
import { DangerStrip } from './news/danger-strip.tsx'
import { SavedViews } from './saved-views.tsx'
import { ViewTabs } from './view-tabs.tsx'

const close = (): void => changeAddress({ pick: null })

export function DeskPage(): ReactNode {
  const { t, number } = useText()
  const city = useCity()
  const home = homeOf(useSession(), city)
  const [address] = useAddress()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isByKey, setByKey] = useState(false)
  const hands = useRef<CaseHands>(null)
  const [rank, setRank] = useState<number | null>(null)
  const question = useKept(questionOf(address, city, home, useNow(MINUTE_MS)))
  const live = useLive('cases.counts', { question }, ['session', 'sync', 'cases', 'edits'])
  const counts = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
  // Of this very question, the minute apart: while it is asked again its answer stands, and the one before says nothing of it.
  const key = JSON.stringify({ ...question, at: 0 })
  const [answered, setAnswered] = useState<{ key: string; total: number } | null>(null)
  if (live.state === 'here' && !live.asking && (answered?.key !== key || answered.total !== live.value.total)) setAnswered({ key, total: live.value.total })
  const total = answered?.key === key ? answered.total : null
  const picked = address.pick?.type === 'case' ? address.pick.id : null
  const open = (id: string, by: 'key' | 'press'): void => {
    setByKey(by === 'key')
    changeAddress({ pick: { type: 'case', id } }, picked === null ? 'push' : 'replace')
  }
  const [held, setHeld] = useState({ key, chosen: NONE_CHOSEN })
  // Of another question other cases are chosen.
  const chosen = held.key === key ? held.chosen : NONE_CHOSEN
  const setChosen = (next: Chosen): void => setHeld({ key, chosen: next })
  const chooseAll = async (): Promise<void> => {
    const answer = await getBridge().call('cases.page', { question, order: orderOf(address), from: 0, limit: MOST_CHOSEN })
    if (answer.ok) setChosen(choose(NONE_CHOSEN, answer.value.rows))
    else setFailure(answer.failure)
  }
  const choosing = { chosen, turn: (row: CaseRow) => setChosen(turn(chosen, row)), choose: (rows: readonly CaseRow[]) => setChosen(choose(chosen, rows)), chooseAll: () => void chooseAll() }

  if (counts?.offices.length === 0) return <NoOffice />
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }} data-desk={counts === null ? '' : address.view}>
      <Box sx={{ flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column', bgcolor: 'background.paper' }}>
        <DangerStrip city={city} home={home} open={(id) => open(id, 'key')} />
        <Box sx={{ flex: 'none', display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, px: 1.5, py: 1, borderBottom: 1, borderColor: 'divider' }}>
          <ViewTabs counts={counts} home={home} />
          <CaseSearch />
          <Box sx={{ flex: 1 }} />
          <SavedViews />
          <ColumnsMenu />
        </Box>
        <Box sx={{ flex: 'none', display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, px: 1.5, py: 0.5, borderBottom: 1, borderColor: 'divider' }}>
          <Typography component="output" variant="body2" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }} data-case-total={total ?? ''}>
            {total === null ? t('desk.counting') : t('desk.total', { n: number(total) })}
          </Typography>
          {address.view === 'all' ? null : <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('desk.anyTime')}</Typography>}
          <Box sx={{ flex: 1 }} />
          <ListTools chosen={chosen} list={{ question, order: orderOf(address), total, provenance: counts?.provenance ?? null }} offices={counts?.offices ?? null} open={(id) => open(id, 'key')} />
          {counts === null ? null : <Age provenance={counts.provenance} />}
        </Box>
        <BulkBar chosen={chosen} total={total} isCaseOpen={picked !== null} chooseAll={choosing.chooseAll} clear={() => setChosen(NONE_CHOSEN)} />
        {live.state === 'failed' ? <FailureNote failure={live.failure} /> : failure === null ? null : <FailureNote failure={failure} />}
        {total === null && live.state !== 'failed' ? <Late><LinearProgress aria-label={t('desk.counting')} /></Late> : null}
        {total === 0 ? <EmptyNote city={city} home={home} /> : (
          <CaseGrid hands={hands} question={question} order={orderOf(address)} total={total} news={live.state === 'here' ? live.at : 0}
            picked={picked} open={open} close={close} sort={(order) => changeAddress({ order }, 'replace')} stands={setRank} fail={setFailure} choosing={choosing} />
        )}
      </Box>
      {picked === null ? null : <CaseDrawer id={picked} takesFocus={isByKey} open={(id) => open(id, 'key')} step={(by) => hands.current?.move(by, { focus: false })} may={neighboursOf(rank, total ?? 0)} close={close} />}
    </Box>
  )
}

/** Cases belong to offices; who works for none sees the city on the map. */
function NoOffice(): ReactNode {
  const { t } = useText()
  return (
    <Box sx={{ flex: 1, display: 'grid', placeContent: 'center', gridTemplateColumns: 'minmax(240px, 560px)', gap: 1.5, p: 4 }} data-no-office>
      <Typography variant="h2">{t('desk.noOffice')}</Typography>
      <Typography sx={{ color: 'text.secondary' }}>{t('desk.noOffice.more')}</Typography>
      <Button variant="outlined" sx={{ justifySelf: 'start' }} onClick={() => changeAddress({ section: 'map', layer: 'report' })}>{t('desk.noOffice.map')}</Button>
    </Box>
  )
}

/** Of the open case in its list; where it stands is not known of a case that is on none of the rows that are here. */
const neighboursOf = (rank: number | null, total: number): { before: boolean; next: boolean } => ({ before: total > 0 && rank !== 0, next: total > 0 && (rank === null || rank + 1 < total) })
