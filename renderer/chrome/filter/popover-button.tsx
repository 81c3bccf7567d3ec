/** A button that says its filter's present value and opens the means to change it. */
import ExpandMore from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Popover from '@mui/material/Popover'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'

export function PopoverButton({ label, value, active, width, children }: {
  label: string
  value: string
  active: boolean
  width: number
  children: (close: () => void) => ReactNode
}): ReactNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const id = useId()
  const close = (): void => setAnchor(null)
  return (
    <>
      <Button color="inherit" variant="outlined" endIcon={<ExpandMore />} aria-haspopup="dialog" aria-expanded={anchor !== null} aria-controls={anchor === null ? undefined : id}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ height: 40, borderColor: active ? 'primary.main' : 'action.disabled', fontWeight: 400, maxWidth: 300 }}>
        <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>{label}</Box>
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', fontWeight: active ? 650 : 500 }}>{value}</Box>
      </Button>
      <Popover open={anchor !== null} anchorEl={anchor} onClose={close} anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }} slotProps={{ paper: { id, role: 'dialog', 'aria-label': label, sx: { mt: 0.5, p: 2, width } } }}>
        {anchor === null ? null : children(close)}
      </Popover>
    </>
  )
}
