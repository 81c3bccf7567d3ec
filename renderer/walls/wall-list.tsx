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
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'
import { useAddress } from '../state/address.ts'
import { freeWall, newWall } from './new-wall.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { healthOf } from './use-walls.ts'
import { WallCard } from './wall-card.tsx'
import { nameWall } from './wall-words.ts'

export function WallList({ walls: all, now, chosen }: { walls: Walls; now: number; chosen: WallId }): ReactNode {
  const { walls } = all
  const text = useText()
  const { t, locale } = text
  const [, change] = useAddress()
  const [setting, set] = useAct('wall.set')
  const [removing, remove] = useAct('wall.remove')
  const [asked, setAsked] = useState<WallSettings | null>(null)
  /** As it was when it was removed. */
  const [removed, setRemoved] = useState<WallSettings | null>(null)
  const free = freeWall(walls)
  const add = (id: WallId): void => {
    set(newWall(id, t('walls.nth', { n: id }), locale))
    if (removed?.id === id) setRemoved(null)
    change({ wall: id })
  }
  const removeNow = (wall: WallSettings): void => {
    remove({ wall: wall.id })
    setRemoved(wall)
    setAsked(null)
  }
  const isThere = (id: WallId): boolean => walls.some((wall) => wall.id === id)
  return (
    <Box component="section" aria-labelledby="walls-list" sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Typography id="walls-list" variant="h2" component="h3">{t('walls.list')}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', flex: 1, minWidth: 240 }}>{t('walls.what')}</Typography>
        {free === null ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('walls.add.full', { most: WALL_IDS.length })}</Typography>
          : <Button variant="outlined" startIcon={<AddIcon />} data-add-wall onClick={() => add(free)}>{t('walls.add')}</Button>}
      </Box>
      <Box component="output" sx={{ display: 'grid', gap: 1 }}>
        {setting.state === 'failed' ? <FailureNote failure={setting.failure} /> : null}
        {removing.state === 'failed' ? <FailureNote failure={removing.failure} /> : null}
        {removed === null || isThere(removed.id) ? null : (
          <Alert severity="info" action={<Button color="inherit" variant="outlined" data-undo-remove onClick={() => {
            set(removed)
            setRemoved(null)
          }}>{t('walls.removed.undo')}</Button>}><bdi>{t('walls.removed', { name: nameWall(removed, text) })}</bdi></Alert>
        )}
        {walls.length === 0 ? <Alert severity="info">{t('walls.none')}</Alert> : null}
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))' }}>
        {walls.map((wall) => {
          const fares = healthOf(all, wall.id)
          return <WallCard key={wall.id} wall={wall} health={fares} now={now} isChosen={wall.id === chosen} remove={() => (fares.condition === 'shut' ? removeNow(wall) : setAsked(wall))} />
        })}
      </Box>
      {asked === null ? null : <RemoveDialog name={nameWall(asked, text)} close={() => setAsked(null)} confirm={() => removeNow(asked)} />}
    </Box>
  )
}
