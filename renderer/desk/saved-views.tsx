/** Views with a name of their own: choose one, keep the present one, forget one. */
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { PopoverButton } from '../chrome/filter/popover-button.tsx'
import { useText } from '../chrome/text.ts'
import { useAddress } from '../state/address.ts'
import { hashOfView, LONGEST_VIEW_NAME, MOST_SAVED_VIEWS, useSavedViews, viewOfHash } from '../state/saved-views.ts'
import { useSession } from '../state/session.ts'

export function SavedViews(): ReactNode {
  const { t, number } = useText()
  const session = useSession()
  const [address, change] = useAddress()
  const { views, save, remove } = useSavedViews(session === null ? '' : `${session.central} ${session.sub}`)
  const [name, setName] = useState('')
  const here = hashOfView(address)
  const current = views.find(({ hash }) => hash === here)
  return (
    <PopoverButton label={t('desk.saved')} value={current?.name ?? number(views.length)} active={current !== undefined} width={340}>
      {(close) => (
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          {views.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('desk.saved.none')}</Typography> : (
            <Box component="ul" aria-label={t('desk.saved')} sx={{ listStyle: 'none', p: 0, m: 0, maxHeight: 320, overflow: 'auto' }}>
              {views.map((view) => (
                <Box component="li" key={view.name} sx={{ display: 'flex', gap: 0.5 }}>
                  <Button color="inherit" aria-current={view === current} sx={{ flex: 1, minWidth: 0, justifyContent: 'flex-start', fontWeight: view === current ? 650 : 400 }}
                    onClick={() => {
                      change(viewOfHash(view.hash))
                      close()
                    }}><Box component="bdi" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{view.name}</Box></Button>
                  <IconButton aria-label={t('desk.saved.remove', { name: view.name })} onClick={() => remove(view.name)}><DeleteIcon fontSize="small" /></IconButton>
                </Box>
              ))}
            </Box>
          )}
          <Box component="form" sx={{ display: 'flex', gap: 1 }}
            onSubmit={(event) => {
              event.preventDefault()
              save({ name: name.trim(), hash: here })
              setName('')
            }}>
            <TextField fullWidth label={t('desk.saved.name')} value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: LONGEST_VIEW_NAME } }} />
            <Button type="submit" variant="outlined" disabled={name.trim() === ''}>{t('desk.saved.keep')}</Button>
          </Box>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('desk.saved.what', { most: MOST_SAVED_VIEWS })}</Typography>
        </Box>
      )}
    </PopoverButton>
  )
}
