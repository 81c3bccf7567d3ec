/** What the frame says of own edits, in English: the badge, and what stays behind when somebody else signs in. */
import type { zhCN } from './own-edits.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'editBadge.open': 'See my edits',
  'editBadge.unsent': '{n} not sent',
  'editBadge.oldest': 'oldest {age}',
  'editBadge.crowded': 'connect soon',
  'editBadge.refused': '{n} need you',
  'editBadge.sealed': 'Nothing can be saved here',
  'editBadge.sealed.do': 'see why and what to do',
  'leaving.unsent': '{n} of your edits have not been sent. They stay on this PC, are not seen by whoever signs in next nor sent for you, and go out by themselves when you sign in again on this PC.',
  'leaving.refused': '{n} of your edits did not take effect and wait for you. Deal with them under “My edits” when you sign in again.',
  'leaving.signOut': 'Sign out?',
  'leaving.now': 'The line is up: you can wait until they have been sent.',
}
