/** The city, a district or a zone, or none of them. */
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { nameArea } from '../../chrome/filter/area-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { listAreas } from '../../state/area-tree.ts'
import { useCity } from '../../state/city.ts'

interface Props {
  label: string
  /** What it is called when none is chosen. */
  none: string
  hint?: string
  value: string | null
  change: (area: string | null) => void
}

export function AreaField({ label, none, hint, value, change }: Props): ReactNode {
  const { t, locale } = useText()
  const { areas } = useCity()
  const branches = useMemo(() => listAreas(areas).filter(({ area }) => area.level !== 'street'), [areas])
  const isKnown = value === null || branches.some(({ area }) => area.id === value)
  return (
    <TextField select label={label} helperText={hint} value={value ?? ''} onChange={(event) => change(event.target.value || null)} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
      <MenuItem value="">{none}</MenuItem>
      {branches.map(({ area, depth }) => <MenuItem key={area.id} value={area.id} sx={{ pl: 2 + depth * 2 }}><bdi>{nameArea(area, locale)}</bdi></MenuItem>)}
      {isKnown ? null : <MenuItem value={value}>{t('filter.area.unknown')}</MenuItem>}
    </TextField>
  )
}
