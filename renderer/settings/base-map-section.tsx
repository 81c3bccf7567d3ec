/** The base maps this PC holds: which one is shown, what a check found in each, and how another gets in. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Paper from '@mui/material/Paper'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { BaseMapFile, BaseMaps } from '../../preload/contract/base-map.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'
import { useLiveCity } from '../state/city.ts'
import { useLive } from '../state/live.ts'
import { BaseMapRow, ShippedRow } from './base-map-row.tsx'
import { RemoveDialog } from './remove-dialog.tsx'

/** No file has an empty id. */
const SHIPPED = ''

export function BaseMapSection(): ReactNode {
  const { t } = useText()
  const live = useLive('basemap.list', null, ['basemap', 'settings'])
  const maps = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Paper component="section" variant="outlined" aria-labelledby="settings-base" sx={{ p: 2 }}>
      <Typography id="settings-base" variant="h3">{t('settings.base')}</Typography>
      <Typography sx={{ color: 'text.secondary', mb: 1 }}>{t('settings.base.what')}</Typography>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {live.state === 'asking' ? <LinearProgress aria-label={t('settings.loading')} /> : null}
      {maps === undefined ? null : <Choice maps={maps} />}
    </Paper>
  )
}

function Choice({ maps }: { maps: BaseMaps }): ReactNode {
  const { t } = useText()
  const live = useLiveCity()
  const city = live.state === 'here' ? live.value : null
  const [removing, setRemoving] = useState<BaseMapFile | null>(null)
  const [choosing, choose] = useAct('basemap.choose')
  const [adding, add] = useAct('basemap.add')
  const [checking, check] = useAct('basemap.check')
  const [cancelling, cancel] = useAct('basemap.cancel')
  const [removed, remove] = useAct('basemap.remove')
  const failed = [choosing, adding, checking, cancelling, removed].find((act) => act.state === 'failed')
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <RadioGroup aria-labelledby="settings-base" value={maps.chosen ?? SHIPPED} onChange={(_, id) => choose({ id: id === SHIPPED ? null : id })} sx={{ display: 'grid', gap: 1 }}>
        <ShippedRow value={SHIPPED} />
        {maps.files.map((file) => (
          <BaseMapRow key={file.id} file={file} cityBounds={city?.bounds ?? null}
            check={() => check({ id: file.id })} cancel={() => cancel({ id: file.id })} remove={() => setRemoving(file)} />
        ))}
      </RadioGroup>
      {failed?.state === 'failed' ? <FailureNote failure={failed.failure} /> : null}
      <HowToAdd maps={maps} busy={adding.state === 'running'} add={() => add(null)} />
      {removing === null ? null : (
        <RemoveDialog file={removing} isShown={maps.chosen === removing.id} close={() => setRemoving(null)}
          confirm={() => {
            remove({ id: removing.id })
            setRemoving(null)
          }} />
      )}
      <Box component="output" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{removed.state === 'done' ? t('settings.base.removed') : ''}</Box>
    </Box>
  )
}

/** A dialog where the host has one; the folder and the command in any case. */
function HowToAdd({ maps, busy, add }: { maps: BaseMaps; busy: boolean; add: () => void }): ReactNode {
  const { t } = useText()
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      {maps.canAsk ? <Button variant="outlined" disabled={busy} onClick={add}>{t(busy ? 'settings.base.adding' : 'settings.base.add')}</Button> : null}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('settings.base.folder')} <Box component="bdi" data-base-folder="" sx={{ color: 'text.primary', wordBreak: 'break-all', userSelect: 'all' }}>{maps.folder}</Box>
        <br />
        {t('settings.base.command')} <Box component="code" sx={{ color: 'text.primary', userSelect: 'all' }}>npm start -- --basemap FILE.pmtiles</Box>
      </Typography>
    </Box>
  )
}
