/** Finds a place by its name, typed in Chinese, in pinyin or by first letters, and goes there. */
import SearchIcon from '@mui/icons-material/Search'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { LONGEST_SEARCH, type FoundPlace, type FoundPlaces } from '../../preload/contract/search.ts'
import { changeAddress, currentAddress, useAddressPart } from '../state/address.ts'
import { useKeys } from '../state/keys.ts'
import { useLive } from '../state/live.ts'
import type { Live } from '../state/live.ts'
import { placeAddress } from '../state/search-way.ts'
import { useText } from './text.ts'
import type { Text } from './phrase.ts'

/** A last row that can be read and not chosen: there is more. */
type Option = FoundPlace | { type: 'more'; more: number }

export function SearchBox(): ReactNode {
  const text = useText()
  const { t } = text
  const section = useAddressPart('section')
  const [typed, setTyped] = useState('')
  const [here, setHere] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  // Among the cases the key is theirs.
  useKeys(section === 'desk' ? {} : { '/': () => input.current?.focus() })
  // Asked with nothing typed as well: the names are made ready while one begins to type.
  const live = useLive('places.search', here ? { text: typed.slice(0, LONGEST_SEARCH) } : null, ['places', 'session'])
  const found = foundOf(live)
  const isTyped = typed.trim() !== ''
  const leave = (): void => {
    setTyped('')
    input.current?.blur()
  }
  const go = (place: Option): void => {
    if (place.type === 'more') return
    changeAddress(placeAddress(place, currentAddress()))
    leave()
    // A card takes the focus itself; a screen reader goes on with the map's page.
    document.getElementById('main')?.focus()
  }
  return (
    <Autocomplete<Option, false, false, false>
      size="small" sx={{ width: 300, minWidth: 160, flexShrink: 1 }}
      options={isTyped ? optionsOf(found) : []}
      value={null}
      inputValue={typed}
      open={here && isTyped}
      autoHighlight clearOnBlur={false} forcePopupIcon={false}
      loading={found === null && live.state !== 'failed'}
      loadingText={t('search.looking')}
      noOptionsText={live.state === 'failed' ? t(`failure.${live.failure.code}`) : t('search.none', { text: typed.trim() })}
      filterOptions={(options) => options}
      getOptionLabel={(option) => (option.type === 'more' ? '' : nameOf(option, text))}
      getOptionKey={(option) => (option.type === 'more' ? 'more' : `${option.type} ${option.id}`)}
      getOptionDisabled={({ type }) => type === 'more'}
      isOptionEqualToValue={() => false}
      onInputChange={(_, value, reason) => reason === 'input' && setTyped(value)}
      onChange={(_, option) => option !== null && go(option)}
      onFocus={() => setHere(true)}
      onBlur={() => setHere(false)}
      onKeyDown={(event) => {
        // Escape ends an input method's own list first.
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        Object.assign(event, { defaultMuiPrevented: true })
        leave()
      }}
      slotProps={{ listbox: { sx: { maxHeight: '60vh' }, 'aria-label': t('search.results') }, popper: { placement: 'bottom-start', sx: { minWidth: 380 } } }}
      renderOption={({ key, ...props }, option) => (
        <Box component="li" key={key} {...props} data-found={option.type === 'more' ? 'more' : option.id} sx={{ display: 'block !important' }}>
          {option.type === 'more' ? <Typography variant="caption">{t('search.more', { n: option.more })}</Typography> : <Found place={option} text={text} />}
        </Box>
      )}
      renderInput={({ slotProps, ...params }) => (
        <TextField {...params} inputRef={input} placeholder={t('search.hint')}
          slotProps={{
            ...slotProps,
            input: { ...slotProps.input, startAdornment: <InputAdornment position="start"><SearchIcon fontSize="small" /></InputAdornment> },
            htmlInput: { ...slotProps.htmlInput, 'aria-label': t('search.label'), maxLength: LONGEST_SEARCH, ...(section === 'desk' ? {} : { 'aria-keyshortcuts': '/' }) },
          }} />
      )}
    />
  )
}

function foundOf(live: Live<FoundPlaces>): FoundPlaces | null {
  return live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
}

function optionsOf(found: FoundPlaces | null): Option[] {
  if (found === null) return []
  const more = found.total - found.places.length
  return more > 0 ? [...found.places, { type: 'more', more }] : found.places
}

const nameOf = ({ name, nameEn }: { name: string; nameEn: string | null }, { locale }: Text): string => (locale === 'en' ? (nameEn ?? name) : name)

function Found({ place, text }: { place: FoundPlace; text: Text }): ReactNode {
  return (
    <>
      <Typography variant="body2" component="span"><bdi>{nameOf(place, text)}</bdi></Typography>
      <Typography variant="caption" component="span" sx={{ color: 'text.secondary', display: 'block', lineHeight: 1.3 }}>
        {[kindOf(place, text), ...place.within.map((area) => nameOf(area, text))].map((part, n) => <span key={n}>{n === 0 ? '' : ' · '}<bdi>{part}</bdi></span>)}
      </Typography>
    </>
  )
}

function kindOf(place: FoundPlace, { t }: Text): string {
  if (place.type === 'area') return t(`search.level.${place.kind}`)
  return place.type === 'site' ? t(`map.kind.${place.kind}`) : `${t('map.kind.bottleneck')} · ${t(`map.bottleneckKind.${place.kind}`)}`
}
