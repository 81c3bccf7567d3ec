/** One wall in the list: its name, how it fares and the figures that say why. */
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { WallHealth } from '../../preload/contract/wall-health.ts'
import type { WallSettings } from '../../preload/contract/wall-settings.ts'
import type { MessageKey } from '../catalogue.ts'
import type { Text } from '../chrome/phrase.ts'
import { useText } from '../chrome/text.ts'
import { formatAddress, useAddress } from '../state/address.ts'
import { ConditionMark } from './condition-mark.tsx'
import { PowerButtons } from './power-buttons.tsx'
import { nameWall, wordData, wordGraphics, wordMemory, wordRestarts, wordScene } from './wall-words.ts'

interface Props {
  wall: WallSettings
  health: WallHealth
  /** The console's clock. */
  now: number
  isChosen: boolean
  /** Whether the program opens windows on displays. */
  hasWindows: boolean
  remove: () => void
}

export function WallCard({ wall, health, now, isChosen, hasWindows, remove }: Props): ReactNode {
  const text = useText()
  const { t } = text
  const [address] = useAddress()
  const name = nameWall(wall, text)
  return (
    <Paper component="li" variant="outlined" data-wall={wall.id} data-chosen={isChosen || undefined} sx={{ p: 1.5, display: 'grid', gap: 1, alignContent: 'start', minWidth: 0, ...(isChosen ? { borderColor: 'primary.main', boxShadow: (theme) => `inset 0 0 0 1px ${theme.palette.primary.main}` } : {}) }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Box component="a" href={formatAddress({ ...address, section: 'wall', wall: wall.id })} aria-current={isChosen ? 'true' : undefined} aria-label={t('walls.choose', { name })}
          sx={{ color: 'info.text', fontWeight: 650, fontSize: '1rem', minWidth: 0, overflowWrap: 'anywhere' }}><bdi>{name}</bdi></Box>
        <ConditionMark condition={health.condition} />
        <Box sx={{ flex: 1 }} />
        <PowerButtons wall={wall.id} name={name} condition={health.condition} hasWindows={hasWindows} />
        <Button color="inherit" startIcon={<DeleteIcon />} aria-label={t('walls.remove.of', { name })} onClick={remove}>{t('walls.remove')}</Button>
      </Box>
      {health.condition === 'well' ? null : <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(`walls.condition.${health.condition}.more`)}</Typography>}
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1, columnGap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(120px, 1fr))' }}>
        {factsOf(health, now, text).map(([key, words]) => (
          <Box key={key} data-fact={key} sx={{ minWidth: 0 }}>
            <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>{t(key)}</Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}><bdi>{words}</bdi></Typography>
          </Box>
        ))}
      </Box>
    </Paper>
  )
}

/** A wall that is shut has no figures but its restarts. */
function factsOf({ beat, beatAt, condition, restarts, heapPerHour }: WallHealth, now: number, text: Text): [MessageKey, string][] {
  const { t, number, duration } = text
  const past: [MessageKey, string] = ['walls.fact.restarts', wordRestarts(restarts, now, text)]
  if (beat === null || condition === 'shut') return [past]
  return [
    ...(condition === 'silent' ? [['walls.fact.beat', wordData(beatAt, now, text)] as [MessageKey, string]] : []),
    ['walls.fact.scene', wordScene(beat, text)],
    ['walls.fact.data', wordData(beat.dataAt, now, text)],
    ['walls.fact.frames', number(beat.frames, 0)],
    ['walls.fact.up', duration(beat.upMs)],
    ['walls.fact.memory', wordMemory(beat.heapBytes, heapPerHour, text)],
    ['walls.fact.graphics', wordGraphics(beat, text)],
    past,
    ...(beat.disabled.length === 0 ? [] : [['walls.disabled', beat.disabled.map((scene) => t(`wall.scene.${scene}`)).join(' · ')] as [MessageKey, string]]),
  ]
}
