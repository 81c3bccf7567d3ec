/** The ways out as buttons, and why one of them is not there. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { LONGEST_TEXT } from '../../preload/contract/edit-schema.ts'
import { getBridge } from '../bridge.ts'
import type { Names } from '../chrome/edit-words.ts'
import { useText } from '../chrome/text.ts'
import type { Chain } from './chains.ts'
import { CopyButton } from './copy-button.tsx'
import { keepNote, letGo, redo, type Settled } from './settle-chain.ts'
import { copyWords, letGoWords, noRedoWords, noteWords, redoWords } from './way-words.ts'
import type { Present, WaysOut } from './ways-out.ts'

interface Props {
  chain: Chain
  ways: WaysOut
  whole: Present | null
  names: Names
  settled: (settled: Settled) => void
}

export function WayButtons({ chain, ways, whole, names, settled }: Props): ReactNode {
  const text = useText()
  const { t } = text
  const [isRunning, setRunning] = useState(false)
  const running = useRef(false)
  /** A second press while the first runs does nothing. */
  const run = (work: () => Promise<Settled>): void => {
    if (running.current) return
    running.current = true
    setRunning(true)
    void work().catch((error: unknown): Settled => ({ state: 'not-saved', by: { state: 'failed', failure: { code: 'internal', detail: String(error) } } })).then((outcome) => {
      running.current = false
      setRunning(false)
      settled(outcome)
    })
  }
  const bridge = getBridge()
  const note = ways.keepNote.length === 0 ? '' : noteWords(ways.keepNote, text)
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="contained" disabled={isRunning} data-way={ways.letGo} onClick={() => run(() => letGo(bridge, chain, ways.letGo))}>{letGoWords(chain, ways, text)}</Button>
        {ways.redo.possible && whole !== null ? <RedoButton chain={chain} redone={ways.redo.redone} disabled={isRunning} press={(redone) => run(() => redo(bridge, redone, whole))} /> : null}
        {note !== '' && whole !== null && [...note].length <= LONGEST_TEXT ? <Button variant="outlined" disabled={isRunning} data-way="keep-note" title={note} onClick={() => run(() => keepNote(bridge, chain, whole, note))}>{t('edits.way.keep-note')}</Button> : null}
        <CopyButton words={() => copyWords(chain, names, text)} />
      </Box>
      {ways.redo.possible ? (ways.redo.left.length === 0 ? null : <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('edits.followers.stay', { n: ways.redo.left.length })}</Typography>)
        : <Typography variant="caption" sx={{ color: 'text.secondary' }} data-no-redo={ways.redo.why}>{t('edits.noRedo', { why: noRedoWords(ways.redo.why, text) })}</Typography>}
    </Box>
  )
}

type Redone = Extract<WaysOut['redo'], { possible: true }>['redone']

function RedoButton({ chain, redone, disabled, press }: { chain: Chain; redone: Redone; disabled: boolean; press: (redone: Redone) => void }): ReactNode {
  const text = useText()
  return <Button variant="outlined" disabled={disabled} data-way="redo" onClick={() => press(redone)} sx={{ whiteSpace: 'normal' }}><bdi>{redoWords(chain, redone, text)}</bdi></Button>
}
