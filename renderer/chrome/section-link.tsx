/** A link to a section with all that is chosen now. It follows every change of the choice without being drawn anew. */
import { styled } from '@mui/material/styles'
import { useEffect, useRef } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import { currentAddress, formatAddress, onAddress, type Section } from '../state/address.ts'

const Link = styled('a')``

const hrefOf = (section: Section): string => formatAddress({ ...currentAddress(), section })

export function SectionLink({ section, ...rest }: Omit<ComponentProps<typeof Link>, 'ref' | 'href'> & { section: Section }): ReactNode {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    const follow = (): void => link.current?.setAttribute('href', hrefOf(section))
    follow()
    return onAddress(follow)
  }, [section])
  return <Link ref={link} href={hrefOf(section)} {...rest} />
}
