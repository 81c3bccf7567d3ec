/** Finds cases by number, text or place: what is typed goes into the address once the typing rests. */
import ClearIcon from '@mui/icons-material/Close'
import SearchIcon from '@mui/icons-material/Search'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { LONGEST_SEARCH } from '../../preload/contract/search.ts'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'
import { useKeys } from '../state/keys.ts'

const REST_MS = 250

export function CaseSearch(): ReactNode {
  const { t } = useText()
  const find = useAddressPart('find')
  const input = useRef<HTMLInputElement>(null)
  /** Null: what the address says is what is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  const [isComposing, setComposing] = useState(false)
  useKeys({ '/': () => input.current?.select() })
  useEffect(() => {
    // Half a word of an input method is not asked for.
    if (typed === null || isComposing) return undefined
    const timer = setTimeout(() => {
      changeAddress({ find: typed.trim() }, 'replace')
      setTyped(null)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [typed, isComposing])
  const clear = (): void => {
    setTyped(null)
    changeAddress({ find: '' }, 'replace')
  }
  const shown = typed ?? find
  return (
    <TextField value={shown} inputRef={input} placeholder={t('desk.search.hint')} sx={{ width: 280 }}
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        clear()
        input.current?.blur()
      }}
      slotProps={{
        htmlInput: { 'aria-label': t('desk.search'), maxLength: LONGEST_SEARCH, 'aria-keyshortcuts': '/' },
        input: {
          startAdornment: <InputAdornment position="start"><SearchIcon fontSize="small" /></InputAdornment>,
          endAdornment: shown === '' ? null : <InputAdornment position="end"><IconButton aria-label={t('desk.search.clear')} onClick={clear}><ClearIcon fontSize="small" /></IconButton></InputAdornment>,
        },
      }} />
  )
}
