/** What needs a decision now, with the means to say that it was seen; and how many of it there have been. */
import AlarmIcon from '@mui/icons-material/NotificationImportantOutlined'
import BannerIcon from '@mui/icons-material/CampaignOutlined'
import ListIcon from '@mui/icons-material/FormatListBulletedOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { AlertRate } from '../../../preload/contract/wall-health.ts'
import type { WallAlert, WallState } from '../../../preload/contract/wall.ts'
import { useText } from '../../chrome/text.ts'
import { orderAlerts, sharesOf, unseenOf, wordAlert } from './alert-words.ts'

const LOOK = { 1: [AlarmIcon, 'error.text'], 2: [BannerIcon, 'warning.text'], 3: [ListIcon, 'text.secondary'] } as const

interface Props {
  alerts: readonly WallAlert[]
  flood: WallState['flood']
  rate: AlertRate
  /** The console's clock. */
  now: number
  acknowledge: (alerts: readonly string[]) => void
}

export function AlertList({ alerts, flood, rate, now, acknowledge }: Props): ReactNode {
  const { t, number } = useText()
  const unseen = unseenOf(alerts)
  return (
    <Box component="section" aria-labelledby="walls-alerts" data-alerts={alerts.length} data-unseen={unseen.length} sx={{ minWidth: 0, display: 'grid', gap: 1, alignContent: 'start', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography id="walls-alerts" variant="h3" sx={{ flex: 1 }}>{t('walls.alerts')}</Typography>
        {unseen.length === 0 ? null : <Button variant="outlined" data-acknowledge-all onClick={() => acknowledge(unseen)}>{t('walls.alerts.all', { n: number(unseen.length, 0) })}</Button>}
      </Box>
      {flood === null ? null : <Alert severity="warning" data-flood={flood}>{t('walls.rate.flood', { n: number(flood, 0) })}</Alert>}
      {alerts.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('walls.alerts.none')}</Typography> : (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 640, overflow: 'auto' }} tabIndex={0} aria-labelledby="walls-alerts">
          {orderAlerts(alerts).map((alert) => <AlertRow key={alert.id} alert={alert} now={now} acknowledge={() => acknowledge([alert.id])} />)}
        </Box>
      )}
      <Rate rate={rate} />
    </Box>
  )
}

function AlertRow({ alert, now, acknowledge }: { alert: WallAlert; now: number; acknowledge: () => void }): ReactNode {
  const text = useText()
  const { t, moment, age, time } = text
  const [Icon, colour] = LOOK[alert.level]
  const words = wordAlert(alert, text)
  const isSeen = alert.acknowledgedAt !== null
  return (
    <Box component="li" data-alert={alert.id} data-level={alert.level} data-seen={isSeen} sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, py: 0.75, borderBottom: 1, borderColor: 'divider' }}>
      <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, color: colour, fontWeight: 650, whiteSpace: 'nowrap' }}><Icon fontSize="small" aria-hidden />{t(`wall.level.${alert.level}`)}</Box>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <bdi>{words}</bdi>
        <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
          {t('walls.alert.since', { time: moment(alert.since, now), age: age(Math.max(0, now - alert.since)) })}{alert.acknowledgedAt === null ? null : <> · {t('walls.alert.seen', { time: time(alert.acknowledgedAt) })}</>}
        </Typography>
      </Box>
      {isSeen ? null : <Button variant="outlined" data-acknowledge aria-label={t('walls.alert.acknowledge.of', { what: words })} onClick={acknowledge}>{t('walls.alert.acknowledge')}</Button>}
    </Box>
  )
}

function Rate({ rate }: { rate: AlertRate }): ReactNode {
  const { t, number, percent } = useText()
  const shares = sharesOf(rate)
  return (
    <Box data-rate={rate.lastDay} sx={{ color: 'text.secondary', fontSize: '0.8125rem', lineHeight: 1.6 }}>
      {t('walls.rate', { ten: number(rate.lastTenMinutes, 0), day: number(rate.lastDay, 0), month: rate.perTenMinutesThisMonth === null ? t('walls.unknown') : number(rate.perTenMinutesThisMonth, 2) })}
      <br />
      {shares === null ? t('walls.shares.none') : t('walls.shares', { one: percent(shares[1]), two: percent(shares[2]), three: percent(shares[3]) })}
    </Box>
  )
}
