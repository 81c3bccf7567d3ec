/** The scenes of a wall in their order: on or off, how long each stays, where it stands, and one to be shown now. */
import DownIcon from '@mui/icons-material/KeyboardArrowDown'
import PinIcon from '@mui/icons-material/PushPinOutlined'
import UpIcon from '@mui/icons-material/KeyboardArrowUp'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { LONGEST_DWELL_MS, SHORTEST_DWELL_MS, type SceneId, type WallSettings } from '../../../preload/contract/wall-settings.ts'
import { useText } from '../../chrome/text.ts'
import { dwellScene, mayGoOff, moveScene, readDwell, switchScene } from './scene-order.ts'
import type { Orders } from '../use-orders.ts'

interface Props {
  scenes: WallSettings['scenes']
  pinned: SceneId | null
  onShow: SceneId | null
  /** Pins it, or lets the wall go on where it is the one that is pinned. */
  pin: (scene: SceneId) => void
  change: Orders['change']
}

export function SceneList({ scenes, pinned, onShow, pin, change }: Props): ReactNode {
  const { t } = useText()
  const list = useRef<HTMLOListElement>(null)
  const [moved, setMoved] = useState<SceneId | null>(null)
  const order = scenes.map(({ scene }) => scene).join(' ')
  const awaited = useRef<{ scene: SceneId; by: 1 | -1; from: string } | null>(null)
  useEffect(() => {
    // A row that moves loses the focus with its place in the page.
    const { current: step } = awaited
    if (step === null || step.from === order) return
    awaited.current = null
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>(`[data-scene="${step.scene}"] [data-move]:not(:disabled)`) ?? [])]
    ;(buttons.find((button) => button.dataset['move'] === String(step.by)) ?? buttons[0])?.focus()
  }, [order])
  const move = (scene: SceneId, by: 1 | -1): void => {
    setMoved(scene)
    awaited.current = { scene, by, from: order }
    void change((kept) => ({ ...kept, scenes: moveScene(kept.scenes, scene, by) }))
  }
  const place = scenes.findIndex(({ scene }) => scene === moved)
  return (
    <Box component="section" aria-labelledby="walls-scenes" sx={{ minWidth: 0 }}>
      <Typography id="walls-scenes" variant="h3">{t('walls.scenes')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 0.5 }}>{t('walls.scenes.what', { least: SHORTEST_DWELL_MS / 1_000, most: LONGEST_DWELL_MS / 1_000 })}</Typography>
      <Box component="ol" ref={list} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {scenes.map(({ scene, on, dwellMs }, n) => {
          const name = t(`wall.scene.${scene}`)
          return (
            <Box component="li" key={scene} data-scene={scene} data-on={on} sx={{ display: 'flex', alignItems: 'center', gap: 0.5, py: 0.25, borderBottom: 1, borderColor: 'divider' }}>
              <Switch size="small" checked={on} disabled={on && !mayGoOff(scenes, scene)} slotProps={{ input: { 'aria-label': t('walls.scene.on', { scene: name }) } }} onChange={() => void change((kept) => ({ ...kept, scenes: switchScene(kept.scenes, scene) }))} />
              <Typography sx={{ flex: 1, minWidth: 0, color: on ? 'text.primary' : 'text.secondary', fontWeight: scene === onShow ? 650 : 400 }}>
                {n + 1}. {name}{scene === onShow ? <Typography component="span" variant="caption" sx={{ ml: 1, color: 'info.text' }}>{t('walls.scene.now')}</Typography> : null}
              </Typography>
              <Dwell name={name} dwellMs={dwellMs} keep={(ms) => void change((kept) => ({ ...kept, scenes: dwellScene(kept.scenes, scene, ms) }))} />
              <IconButton data-move={-1} disabled={n === 0} aria-label={t('walls.scene.up', { scene: name })} onClick={() => move(scene, -1)}><UpIcon fontSize="small" /></IconButton>
              <IconButton data-move={1} disabled={n === scenes.length - 1} aria-label={t('walls.scene.down', { scene: name })} onClick={() => move(scene, 1)}><DownIcon fontSize="small" /></IconButton>
              <IconButton data-pin={scene} color={scene === pinned ? 'primary' : 'default'} aria-pressed={scene === pinned} aria-label={t('walls.scene.pin', { scene: name })} title={t('walls.scene.pin', { scene: name })}
                onClick={() => pin(scene)}><PinIcon fontSize="small" /></IconButton>
            </Box>
          )
        })}
      </Box>
      <Typography component="output" variant="body2" sx={{ display: 'block', color: 'text.secondary', minHeight: '1.5em' }}>
        {place < 0 || moved === null ? null : t('walls.scene.moved', { scene: t(`wall.scene.${moved}`), n: place + 1, of: scenes.length })}
        {scenes.filter(({ on }) => on).length > 1 ? null : <> {t('walls.scene.last')}</>}
      </Typography>
    </Box>
  )
}

/** Seconds; what is typed stands until it is kept, and is kept when one leaves the field or presses Enter. */
function Dwell({ name, dwellMs, keep }: { name: string; dwellMs: number; keep: (ms: number) => void }): ReactNode {
  const { t } = useText()
  /** Null: nothing, and what is kept is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? String(dwellMs / 1_000)
  const ms = readDwell(shown)
  const [before, setBefore] = useState(dwellMs)
  if (before !== dwellMs) {
    setBefore(dwellMs)
    if (ms === dwellMs) setTyped(null)
  }
  const leave = (): void => {
    if (ms === dwellMs) setTyped(null)
    else if (ms !== null) keep(ms)
  }
  return (
    <TextField value={shown} error={ms === null} sx={{ width: 104 }} onChange={(event) => setTyped(event.target.value)} onBlur={leave}
      helperText={ms === null ? t('walls.dwell.wrong', { least: SHORTEST_DWELL_MS / 1_000, most: LONGEST_DWELL_MS / 1_000 }) : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave()
        if (event.key === 'Escape') setTyped(null)
      }}
      slotProps={{ htmlInput: { 'aria-label': t('walls.dwell.of', { scene: name }), inputMode: 'numeric', 'data-dwell': '' }, input: { endAdornment: <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('walls.seconds')}</Typography> } }} />
  )
}
