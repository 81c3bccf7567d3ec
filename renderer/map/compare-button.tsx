/** Puts another period beside the one shown, and takes it away again. */
import CompareIcon from '@mui/icons-material/Compare'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'
import { useKeys } from '../state/keys.ts'

/** `isPlaying`: the playback is open; a comparison has to wait for its end. */
export function CompareButton({ isPlaying }: { isPlaying: boolean }): ReactNode {
  const { t } = useText()
  const comparison = useAddressPart('comparison')
  const isOn = comparison !== null
  const turn = (): void => {
    if (!isPlaying) changeAddress({ comparison: isOn ? null : 'weeks' })
  }
  useKeys({ c: turn })
  const words = t(isPlaying ? 'map.compare.notWhilePlaying' : 'map.compare')
  return (
    <Paper sx={{ position: 'absolute', top: 194, right: 12 }}>
      <IconButton aria-label={words} title={words} aria-pressed={isOn} aria-disabled={isPlaying} onClick={turn} color={isOn ? 'primary' : 'default'} sx={isPlaying ? { opacity: 0.5, cursor: 'not-allowed' } : {}}>
        <CompareIcon fontSize="small" />
      </IconButton>
    </Paper>
  )
}
