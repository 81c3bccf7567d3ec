/** Classes of reports, several at once, grouped as the city groups them. */
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { CaseClass } from '../../../preload/contract/model.ts'
import { useAddress, useEchoedAddress } from '../../state/address.ts'
import { useCity } from '../../state/city.ts'
import { useText } from '../text.ts'
import { PopoverButton } from './popover-button.tsx'

export function nameClass(caseClass: CaseClass, locale: string): string {
  return locale === 'en' ? caseClass.nameEn ?? caseClass.name : caseClass.name
}

export function ClassPicker(): ReactNode {
  const { t, locale } = useText()
  const [address, change] = useAddress()
  const { classes } = useCity()
  const chosen = classes.filter((one) => address.classes.includes(one.id))
  const said = useEchoedAddress().classes
  const first = classes.find((one) => said.includes(one.id))
  const count = said.length
  const value = count === 0 ? t('filter.class.all') : count === 1 && first !== undefined ? nameClass(first, locale) : t('filter.class.some', { n: count })
  return (
    <PopoverButton label={t('filter.class')} value={value} active={count > 0} width={380}>
      {() => (
        <Box>
          <Autocomplete
            multiple
            open
            disableCloseOnSelect
            disablePortal
            size="small"
            limitTags={2}
            options={classes}
            value={chosen}
            groupBy={(one) => one.group ?? ''}
            getOptionLabel={(one) => nameClass(one, locale)}
            getOptionKey={(one) => one.id}
            isOptionEqualToValue={(a, b) => a.id === b.id}
            noOptionsText={t('filter.class.none')}
            onChange={(_, next) => change({ classes: next.map((one) => one.id) })}
            slotProps={{ listbox: { sx: { maxHeight: 320 } }, popper: { sx: { position: 'static !important', transform: 'none !important', width: '100% !important' } } }}
            renderOption={({ key, ...props }, one, { selected }) => (
              <Box component="li" key={key} {...props}><Checkbox size="small" checked={selected} tabIndex={-1} sx={{ p: 0.5, mr: 0.5 }} /><bdi>{nameClass(one, locale)}</bdi></Box>
            )}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its only field
            renderInput={(params) => <TextField {...params} autoFocus label={t('filter.class')} />}
          />
          {address.layer === 'bottleneck' ? <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 1, mb: 0 }}>{t('filter.class.bottleneck')}</Typography> : null}
        </Box>
      )}
    </PopoverButton>
  )
}
