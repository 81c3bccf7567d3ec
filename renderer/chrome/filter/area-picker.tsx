/** City → district → street, found by typing part of a name. */
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMemo } from 'react'
import type { ReactNode, Ref } from 'react'
import type { Area } from '../../../preload/contract/model.ts'
import { changeAddress, useAddressPart } from '../../state/address.ts'
import { listAreas, matchAreas } from '../../state/area-tree.ts'
import type { AreaBranch } from '../../state/area-tree.ts'
import { useCity } from '../../state/city.ts'
import { useSession } from '../../state/session.ts'
import { useText } from '../text.ts'

export function nameArea(area: Area, locale: string): string {
  return locale === 'en' ? area.nameEn ?? area.name : area.name
}

/** The area that the filter in the address names. */
export function AreaPicker({ inputRef }: { inputRef: Ref<HTMLInputElement> }): ReactNode {
  const area = useAddressPart('area')
  return <AreaChoice inputRef={inputRef} area={area} choose={(next) => changeAddress({ area: next })} />
}

/** Null: the whole city. */
export function AreaChoice({ inputRef, area, choose }: { inputRef?: Ref<HTMLInputElement>; area: string | null; choose: (area: string | null) => void }): ReactNode {
  const { t, locale } = useText()
  const { areas } = useCity()
  const session = useSession()
  const branches = useMemo(() => listAreas(areas), [areas])
  const whole = branches.find((branch) => branch.area.level === 'city') ?? null
  const chosen = area === null ? whole : branches.find((branch) => branch.area.id === area) ?? null
  const label = (branch: AreaBranch): string => (branch.area.level === 'city' ? t('filter.area.city') : nameArea(branch.area, locale))
  return (
    <Autocomplete
      size="small"
      sx={{ width: 232 }}
      options={branches}
      value={chosen}
      autoHighlight
      handleHomeEndKeys
      openOnFocus
      selectOnFocus
      disableClearable={area === null as never}
      getOptionLabel={label}
      getOptionKey={(branch) => branch.area.id}
      isOptionEqualToValue={(a, b) => a.area.id === b.area.id}
      filterOptions={(options, { inputValue }) => (chosen !== null && inputValue === label(chosen) ? options : matchAreas(options, inputValue))}
      noOptionsText={t('filter.area.none')}
      onChange={(_, branch) => choose(branch === null || branch.area.level === 'city' ? null : branch.area.id)}
      slotProps={{ listbox: { sx: { maxHeight: '60vh' } }, popper: { placement: 'bottom-start', sx: { minWidth: 300 } } }}
      renderOption={({ key, ...props }, branch) => (
        <Box component="li" key={key} {...props} sx={{ pl: `${12 + branch.depth * 18}px !important`, fontWeight: branch.area.level === 'street' ? 400 : 650 }}>
          <bdi>{label(branch)}</bdi>
          {branch.area.id === session?.homeArea && branch.area.level !== 'city' ? <Typography component="span" variant="caption" sx={{ ml: 1, color: 'primary.main' }}>{t('filter.area.mine')}</Typography> : null}
        </Box>
      )}
      renderInput={(params) => <TextField {...params} {...(inputRef === undefined ? {} : { inputRef })} label={t('filter.area')} placeholder={t('filter.area.search')} />}
    />
  )
}
