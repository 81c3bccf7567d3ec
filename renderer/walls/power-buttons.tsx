/** Opening, shutting and opening anew: windows where the program has them, a page of a browser where it has not. */
import OpenIcon from '@mui/icons-material/OpenInNew'
import PowerIcon from '@mui/icons-material/PowerSettingsNewOutlined'
import RestartIcon from '@mui/icons-material/RestartAlt'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Failure, Input } from '../../preload/contract/api.ts'
import type { WallCondition } from '../../preload/contract/wall-health.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { getBridge } from '../bridge.ts'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'
import { WallFailure } from './wall-failure.tsx'

interface Props {
  wall: WallId
  name: string
  condition: WallCondition
  /** Whether the program opens windows on displays. */
  hasWindows: boolean
}

export function PowerButtons({ wall, name, condition, hasWindows }: Props): ReactNode {
  const { t } = useText()
  const [opening, open] = useAct('wall.open')
  const [shutting, shut] = useAct('wall.shut')
  const [restarting, restart] = useAct('wall.restart')
  const failed = [opening, shutting, restarting].find((act) => act.state === 'failed')
  const isOpen = condition !== 'shut'
  const input: Input<'wall.open'> = { wall }
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {!hasWindows ? <OpenPage wall={wall} name={name} /> : isOpen ? null : <Button variant="outlined" startIcon={<PowerIcon />} aria-label={t('walls.open.of', { name })} onClick={() => open(input)}>{t('walls.open')}</Button>}
        {isOpen ? <Button variant="outlined" startIcon={<RestartIcon />} aria-label={t('walls.restart.of', { name })} data-restart={wall} onClick={() => restart(input)}>{t('walls.restart')}</Button> : null}
        {isOpen && hasWindows ? <Button variant="outlined" startIcon={<PowerIcon />} aria-label={t('walls.shut.of', { name })} onClick={() => shut(input)}>{t('walls.shut')}</Button> : null}
      </Box>
      {failed?.state === 'failed' ? <WallFailure failure={failed.failure} /> : null}
    </Box>
  )
}

type Opened = { state: 'not' } | { state: 'sent' } | { state: 'none' } | { state: 'failed'; failure: Failure }

/** The address is good once: each press asks for another. */
function OpenPage({ wall, name }: { wall: WallId; name: string }): ReactNode {
  const { t } = useText()
  const [opened, setOpened] = useState<Opened>({ state: 'not' })
  const open = async (): Promise<void> => {
    const answer = await getBridge().call('wall.address', { wall })
    if (!answer.ok) return setOpened({ state: 'failed', failure: answer.failure })
    const { address } = answer.value
    // A page that is not to know who opened it: so it is not known here whether the browser let it.
    if (address !== null) window.open(address, '_blank', 'noopener')
    setOpened({ state: address === null ? 'none' : 'sent' })
  }
  return (
    <>
      <Button variant="outlined" startIcon={<OpenIcon />} aria-label={t('walls.page.of', { name })} data-open-page={wall} onClick={() => void open()}>{t('walls.page')}</Button>
      {opened.state === 'failed' ? <WallFailure failure={opened.failure} /> : opened.state === 'not' ? null : <Alert severity={opened.state === 'none' ? 'warning' : 'info'} role="note" onClose={() => setOpened({ state: 'not' })}>{t(`walls.page.${opened.state}`)}</Alert>}
    </>
  )
}
