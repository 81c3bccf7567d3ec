/** The case an edit is about, by its number, as the way to it. */
import Link from '@mui/material/Link'
import type { ReactNode } from 'react'
import type { CaseName } from '../../preload/contract/case-name.ts'
import { useText } from '../chrome/text.ts'
import { formatAddress, useAddress } from '../state/address.ts'

export function CaseLink({ id, cases }: { id: string | null; cases: ReadonlyMap<string, CaseName> }): ReactNode {
  const { t } = useText()
  const [address] = useAddress()
  const named = id === null ? undefined : cases.get(id)
  if (id === null) return null
  return (
    <Link href={formatAddress({ ...address, section: 'desk', pick: { type: 'case', id } })} title={t('edits.open')} sx={{ maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
      <bdi>{t('edits.case', { number: named?.number ?? t('edits.case.new') })}</bdi>{named === undefined ? null : <> · <bdi>{shortened(named.text)}</bdi></>}
    </Link>
  )
}

const LONGEST_TITLE = 28
const shortened = (words: string): string => ([...words].length > LONGEST_TITLE ? `${[...words].slice(0, LONGEST_TITLE).join('')}…` : words)
