/** The walls of this PC: one card each, adding one, and removing one with a way back. */
import AddIcon from '@mui/icons-material/Add'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Walls } from '../../preload/contract/wall-health.ts'
import { WALL_IDS, type WallId, type WallSettings } from '../../preload/contract/wall-settings.ts'
import { getBridge } from '../bridge.ts'
import { useText } from '../chrome/text.ts'
import { changeAddress } from '../state/address.ts'
import { freeWall, newWall } from './new-wall.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { forgetWall } from './settings/unsaved.ts'
import { useTurn } from './use-turn.ts'
import { healthOf } from './use-walls.ts'
import { WallCard } from './wall-card.tsx'
import { WallFailure } from './wall-failure.tsx'
import { nameWall } from './wall-words.ts'

export function WallList({ walls: all, now, chosen }: { walls: Walls; now: number; chosen: WallId }): ReactNode {
  const { walls } = all
  const text = useText()
  const { t, locale } = text
  const { failure, inTurn } = useTurn()
  const [asked, setAsked] = useState<WallSettings | null>(null)
  /** As it was when it was removed. */
  const [removed, setRemoved] = useState<WallSettings | null>(null)
  const free = freeWall(walls)
  const add = (): void => void inTurn(async () => {
    // As many as there are by now: the press before may just have added one.
    const before = await getBridge().call('wall.walls', null)
    const id = before.ok ? freeWall(before.value.walls) : null
    if (id === null) return before
    const answer = await getBridge().call('wall.set', newWall(id, t('walls.nth', { n: id }), locale))
    if (!answer.ok) return answer
    // One of its number may have been removed elsewhere.
    forgetWall(id)
    changeAddress({ wall: id })
    return answer
  })
  const removeNow = (wall: WallSettings): void => {
    setAsked(null)
    void inTurn(() => getBridge().call('wall.remove', { wall: wall.id })).then((done) => {
      if (!done) return
      forgetWall(wall.id)
      setRemoved(wall)
    })
  }
  const putBack = (wall: WallSettings): void => {
    setRemoved(null)
    void inTurn(() => getBridge().call('wall.set', wall)).then((done) => (done ? changeAddress({ wall: wall.id }) : setRemoved(wall)))
  }
  const isThere = (id: WallId): boolean => walls.some((wall) => wall.id === id)
  return (
    <Box component="section" aria-labelledby="walls-list" sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Typography id="walls-list" variant="h2" component="h3">{t('walls.list')}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', flex: 1, minWidth: 240 }}>{t('walls.what')}</Typography>
        {free === null ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('walls.add.full', { most: WALL_IDS.length })}</Typography>
          : <Button variant="outlined" startIcon={<AddIcon />} data-add-wall onClick={add}>{t('walls.add')}</Button>}
      </Box>
      <Box component="output" sx={{ display: 'grid', gap: 1 }}>
        {failure === null ? null : <WallFailure failure={failure} />}
        {removed === null || isThere(removed.id) ? null : (
          <Alert severity="info" action={<Button color="inherit" variant="outlined" data-undo-remove onClick={() => putBack(removed)}>{t('walls.removed.undo')}</Button>}><bdi>{t('walls.removed', { name: nameWall(removed, text) })}</bdi></Alert>
        )}
        {walls.length === 0 ? <Alert severity="info">{t('walls.none')}</Alert> : null}
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))' }}>
        {walls.map((wall) => {
          const fares = healthOf(all, wall.id)
          return <WallCard key={wall.id} wall={wall} health={fares} now={now} isChosen={wall.id === chosen} hasWindows={all.displays !== null} remove={() => (fares.condition === 'shut' ? removeNow(wall) : setAsked(wall))} />
        })}
      </Box>
      {asked === null ? null : <RemoveDialog name={nameWall(asked, text)} close={() => setAsked(null)} confirm={() => removeNow(asked)} />}
    </Box>
  )
}
