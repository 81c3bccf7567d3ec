/** What a wall says before it has anything to show: that it waits, and for what. */
import type { ReactNode } from 'react'
import type { MessageKey } from '../../catalogue.ts'
import { FONT_FAMILY } from '../../chrome/font-family.ts'
import { makeText } from '../../chrome/phrase.ts'
import type { Link } from './shown.ts'

/** No setting has been read yet: the browser's language decides. */
const text = makeText(navigator.language.startsWith('en') ? 'en' : 'zh-CN', 'UTC')

export function Waiting({ link }: { link: Link }): ReactNode {
  return (
    <main className="wall-waiting" style={{ fontFamily: FONT_FAMILY }} data-waiting={link}>
      <span>{text.t('product.name')}</span>
      <output>{text.t(wordsOf(link))}</output>
    </main>
  )
}

const wordsOf = (link: Link): MessageKey => `wall.wait.${link === 'here' ? 'asking' : link}`
