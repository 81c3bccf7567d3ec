/** What scheduled briefings say, in English; the same keys as the Chinese catalogue. */
import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'briefing.part.schedule': 'Scheduled',
  'failure.no-folder': 'The folder chosen before is not there (moved, renamed, or on a network drive that is not connected). Connect it, or choose another one under Briefings → Scheduled.',
  'schedule.title': 'Scheduled briefing',
  'schedule.what': 'At its time a presentation (PPTX) is composed from the data on this PC and put into the folder, each with its export record. The program must be open and signed in; of those missed while it was closed, only the newest is made up at the next start. A daily speaks of the day before, a weekly up to the last Sunday.',
  'schedule.unable': 'Scheduled briefings need the desktop program: a browser cannot put files into a folder by itself. Set them there; here you can compose and export by hand at any time.',
  'schedule.on': 'Switched on',
  'schedule.day': 'On which day',
  'schedule.time': 'Time (of the city)',
  'schedule.folder': 'Into: {path}',
  'schedule.folder.choose': 'Choose a folder…',
  'schedule.folder.none': 'No folder chosen yet',
  'schedule.folder.needed': 'No folder chosen yet: it can be switched on once there is one.',
  'schedule.none': 'Switched off: nothing is made by itself.',
  'schedule.next': 'Next: {at}',
  'schedule.due': 'It is time: it begins within a minute or two, or once the exchange under way has ended.',
  'schedule.last': 'Newest: {at}, {path}',
  'schedule.trouble': 'Not made at {at}.',
  'schedule.again': 'It is tried again after an hour or at the next start.',
  'schedule.again.now': 'Once that is mended, press Save to try at once.',
  'schedule.note': 'The scheduled briefing was not made.',
  'schedule.note.open': 'Have a look',
}
