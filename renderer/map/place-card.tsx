/** The chosen place: its facts as plain text, with source, time and the mark of what is simulated. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import CloseIcon from '@mui/icons-material/Close'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { CardType, PlaceCard as Card } from '../../preload/contract/place.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { SimulatedMark } from '../chrome/simulated-mark.tsx'
import { useText } from '../chrome/text.ts'
import { formatAddress, useAddress } from '../state/address.ts'
import { useLive } from '../state/live.ts'
import { factLabel, factWords } from './facts.ts'
import { MarkSymbol } from './mark-symbol.tsx'
import { SITE_KINDS } from '../../preload/contract/model.ts'
import { borderWords } from '../chrome/border-words.ts'
import { PlaceEditing } from './correct/place-editing.tsx'
import { DeadlineNote } from '../chrome/deadline-note.tsx'
import { EffectNote } from './effect-note.tsx'
import type { MarkKind } from './marks.ts'
import { openingWords } from './opening-words.ts'
import { lateWords } from './overdue-words.ts'
import { useMinute } from './use-marks.ts'

interface Props {
  pick: { type: CardType; id: string }
  close: () => void
  show: (lng: number, lat: number) => void
}

export function PlaceCard({ pick, close, show }: Props): ReactNode {
  const { t } = useText()
  const live = useLive('places.card', { type: pick.type, id: pick.id, at: useMinute() }, ['places', 'field', 'cases', 'edits'])
  const card = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const heading = useRef<HTMLHeadingElement>(null)
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another place is read out from its name again
  useEffect(() => heading.current?.focus(), [pick.id])
  return (
    <Paper component="section" elevation={8} aria-label={t('map.card')} data-card={pick.id}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      sx={{ position: 'absolute', top: 12, right: 60, width: 340, maxHeight: 'calc(100% - 60px)', overflow: 'auto', p: 2 }}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
        <MarkSymbol kind={symbolOf(pick, card?.kind)} size={26} closed={card?.opening?.state === 'closed'} />
        <Typography variant="h3" ref={heading} tabIndex={-1} sx={{ flex: 1, outline: 'none' }}><bdi>{card?.id === pick.id ? card.name : t('map.card')}</bdi></Typography>
        <IconButton aria-label={t('map.card.close')} onClick={close}><CloseIcon fontSize="small" /></IconButton>
      </Stack>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {live.state === 'asking' ? <LinearProgress aria-label={t('map.card')} /> : null}
      {card === null ? <Typography variant="body2">{t('map.card.missing')}</Typography> : null}
      {card && card.id === pick.id ? <Facts card={card} show={show} /> : null}
    </Paper>
  )
}

/** A friendly point's kind is known with its card only. */
function symbolOf({ type }: Props['pick'], kind: string | undefined): MarkKind {
  if (type === 'bottleneck' || type === 'duty') return type
  return type === 'case' ? 'overdue' : (SITE_KINDS.find((each) => each === kind) ?? 'compound')
}

function Facts({ card, show }: { card: Card; show: (lng: number, lat: number) => void }): ReactNode {
  const text = useText()
  const { t, dateTime } = text
  const now = useMinute()
  const [address] = useAddress()
  const rows: [string, string][] = [
    ...(card.type === 'bottleneck' ? [[t('map.places.kind'), factWords('kind', card.kind, text)] as [string, string]] : []),
    [t('map.card.area'), card.areaName],
    ...(card.opening === null ? [] : [[t('map.opening'), openingWords(card.opening, now, text)] as [string, string]]),
    ...(card.due === null ? [] : [[t(card.due.isOverdue ? 'map.kind.overdue' : 'map.overdue.due'), lateWords(card.due.dueAt, now, text)] as [string, string]]),
    ...card.facts.map(({ key, value }): [string, string] => [factLabel(key, text), factWords(key, value, text)]),
    [t('map.card.place'), `${card.lat.toFixed(5)}, ${card.lng.toFixed(5)}`],
  ]
  return (
    <>
      {card.danger ? <Alert severity="error" sx={{ mt: 1 }}>{t('map.card.danger')}</Alert> : null}
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 1.5, rowGap: 0.5, my: 1.5 }}>
        {rows.map(([label, words]) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}><bdi>{label}</bdi></Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}><bdi>{words}</bdi></Typography>
          </Box>
        ))}
      </Box>
      {card.deadline === null ? null : <DeadlineNote key={card.id} deadline={card.deadline} />}
      {card.borders.map((border) => <Alert key={border.level} severity="warning" data-border={border.level} sx={{ mb: 1, py: 0 }}><bdi>{borderWords(border, text)}</bdi></Alert>)}
      <PlaceEditing key={`editing ${card.id}`} card={card} />
      {card.type === 'bottleneck' ? <EffectNote id={card.id} /> : null}
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}><bdi>{t('map.card.source', { source: card.source === '' ? t('map.card.noSource') : card.source, asOf: card.asOf === null ? t('age.never') : dateTime(card.asOf) })}</bdi></Typography>
        {card.simulated ? <SimulatedMark /> : null}
        <Button onClick={() => show(card.lng, card.lat)}>{t('map.card.show')}</Button>
        {card.type === 'case' ? <Button href={formatAddress({ ...address, section: 'desk' })}>{t('map.card.desk')}</Button> : null}
      </Stack>
    </>
  )
}
