/** Says, wherever one is in the program, that something urgent has come into the own area; never what one did oneself, and nothing before the first answer. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { City } from '../../../preload/contract/model.ts'
import { useText } from '../../chrome/text.ts'
import { changeAddress, DEFAULT_ADDRESS } from '../../state/address.ts'
import { useLiveCity } from '../../state/city.ts'
import { useKept } from '../../state/kept.ts'
import { useLive } from '../../state/live.ts'
import { useNow } from '../../state/now.ts'
import { isTouched } from '../../state/save-edits.ts'
import { useSession } from '../../state/session.ts'
import { homeOf, MINUTE_MS, questionOf } from '../case-question.ts'
import { looked, NO_NEWS, withAnswer } from './urgent-news.ts'

/** More that is urgent at a time nobody can be told one by one. */
const MOST_URGENT = 100

export function UrgentNote(): ReactNode {
  const live = useLiveCity()
  const city = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
  const session = useSession()
  return city === null || session?.city !== city.id ? null : <Note city={city} />
}

function Note({ city }: { city: City }): ReactNode {
  const { t, number } = useText()
  const now = useNow(MINUTE_MS)
  const question = useKept(questionOf({ ...DEFAULT_ADDRESS, view: 'urgent' }, city, homeOf(useSession(), city), now))
  const live = useLive('cases.page', { question, order: { by: 'reported', descending: true }, from: 0, limit: MOST_URGENT }, ['session', 'cases', 'sync', 'edits'])
  const [news, setNews] = useState(NO_NEWS)
  const [heard, setHeard] = useState(0)
  // An answer is taken in once; the moment it came names it.
  if (live.state === 'here' && !live.asking && live.at !== heard) {
    setHeard(live.at)
    setNews(withAnswer(news, live.value.rows, isTouched))
  }
  const { fresh, count } = news
  return (
    // The region stands before it speaks, so that its words are read out, and it waits for what is being read.
    <Box component="output" aria-live="polite" data-urgent-note={fresh?.id ?? ''} sx={{ position: 'fixed', insetInlineEnd: 16, bottom: 16, zIndex: 'appBar', maxWidth: 480 }}>
      {fresh === null ? null : (
        <Alert severity={fresh.danger ? 'error' : 'warning'} variant="outlined" sx={{ bgcolor: 'background.paper', boxShadow: 8 }}
          action={(
            <>
              <Button color="inherit" variant="outlined" data-urgent-open onClick={() => {
                setNews(looked(news))
                changeAddress({ section: 'desk', view: 'urgent', order: null, pick: { type: 'case', id: fresh.id } })
              }}>{t('news.open')}</Button>
              <Button color="inherit" data-urgent-shut onClick={() => setNews(looked(news))}>{t('act.shut')}</Button>
            </>
          )}>
          <strong>{t(fresh.danger ? 'news.danger' : 'news.urgent')}</strong>{count > 1 ? t('news.more', { n: number(count, 0) }) : ''} <bdi>{fresh.number}</bdi> <bdi>{fresh.place}</bdi>
        </Alert>
      )}
    </Box>
  )
}
