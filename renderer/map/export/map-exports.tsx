/** Two buttons at the map's edge: what leaves it as a file, and as a link. */
import CloseIcon from '@mui/icons-material/Close'
import FileDownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import LinkIcon from '@mui/icons-material/Link'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'
import { useAddress } from '../../state/address.ts'
import { useKeys } from '../../state/keys.ts'
import { getSurface } from '../surface.ts'
import { ExportDialog } from './export-dialog.tsx'
import type { MapOnScreen } from './export-dialog.tsx'
import { viewLink } from './view-link.ts'

const SAID_MS = 6_000

interface Props {
  /** What is on the screen, asked for only while the dialog is open. */
  read: () => MapOnScreen
  isOpen: boolean
  setOpen: (isOpen: boolean) => void
}

export function MapExports({ read, isOpen, setOpen }: Props): ReactNode {
  const { t } = useText()
  const [address] = useAddress()
  const [link, setLink] = useState<{ state: 'copied' | 'refused'; address: string } | null>(null)
  const copy = (): void => {
    const made = viewLink(location.href, address, getSurface().camera())
    void writeClipboard(made).then((done) => setLink({ state: done ? 'copied' : 'refused', address: made }))
  }
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (link?.state === 'refused') field.current?.focus()
    if (link?.state !== 'copied') return
    const timer = setTimeout(() => setLink(null), SAID_MS)
    return () => clearTimeout(timer)
  }, [link])
  useKeys({ e: () => setOpen(true), l: copy })
  return (
    <>
      <Paper sx={{ position: 'absolute', top: 348, right: 12, display: 'flex', flexDirection: 'column' }}>
        <IconButton aria-label={t('export.open')} title={`${t('export.open')} (e)`} onClick={() => setOpen(true)}><FileDownloadIcon fontSize="small" /></IconButton>
        <IconButton aria-label={t('link.copy')} title={`${t('link.copy')} (l)`} onClick={copy}><LinkIcon fontSize="small" /></IconButton>
      </Paper>
      <Box component="output" data-link={link?.state} sx={{ position: 'absolute', top: 348, right: 60, width: link?.state === 'refused' ? 420 : undefined, maxWidth: 'calc(100% - 72px)', '& .MuiAlert-root': { bgcolor: 'background.paper' } }}>
        {link?.state === 'copied' ? <Alert severity="success">{t('link.copied')}</Alert> : null}
        {link?.state === 'refused' ? (
          <Alert severity="info" sx={{ '& .MuiAlert-message': { flex: 1 } }} action={<IconButton aria-label={t('frame.close')} onClick={() => setLink(null)}><CloseIcon fontSize="small" /></IconButton>}>
            {t('link.refused')}
            <TextField fullWidth inputRef={field} label={t('link.address')} value={link.address} onFocus={(event) => event.target.select()} onKeyDown={(event) => event.key === 'Escape' && setLink(null)} slotProps={{ htmlInput: { readOnly: true } }} sx={{ mt: 1.5 }} />
          </Alert>
        ) : null}
      </Box>
      {isOpen ? <ExportDialog screen={read()} close={() => setOpen(false)} /> : null}
    </>
  )
}

/** False where the browser or the desktop does not let a page write there. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
