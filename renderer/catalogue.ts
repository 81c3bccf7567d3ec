/** Every text a user sees, in both languages. A key missing from either does not compile. */
import { en as deadlineEn } from './chrome/messages/deadline.en.ts'
import { zhCN as deadlineZhCN } from './chrome/messages/deadline.zh-CN.ts'
import { en as chromeEn } from './chrome/messages/en.ts'
import { en as flowEn } from './chrome/messages/flow.en.ts'
import { zhCN as flowZhCN } from './chrome/messages/flow.zh-CN.ts'
import { en as ownEditsEn } from './chrome/messages/own-edits.en.ts'
import { zhCN as ownEditsZhCN } from './chrome/messages/own-edits.zh-CN.ts'
import { en as typeEn } from './chrome/messages/type.en.ts'
import { zhCN as typeZhCN } from './chrome/messages/type.zh-CN.ts'
import { zhCN as chromeZhCN } from './chrome/messages/zh-CN.ts'
import { en as actEn } from './desk/act/messages.en.ts'
import { zhCN as actZhCN } from './desk/act/messages.zh-CN.ts'
import { en as caseFileEn } from './desk/export/messages.en.ts'
import { zhCN as caseFileZhCN } from './desk/export/messages.zh-CN.ts'
import { en as deskEn } from './desk/messages.en.ts'
import { zhCN as deskZhCN } from './desk/messages.zh-CN.ts'
import { en as editsEn } from './edits/messages.en.ts'
import { zhCN as editsZhCN } from './edits/messages.zh-CN.ts'
import { en as drawEn } from './map/draw-messages.en.ts'
import { zhCN as drawZhCN } from './map/draw-messages.zh-CN.ts'
import { en as exportEn } from './map/export/messages.en.ts'
import { zhCN as exportZhCN } from './map/export/messages.zh-CN.ts'
import { en as mapEn } from './map/messages.en.ts'
import { zhCN as mapZhCN } from './map/messages.zh-CN.ts'
import { en as placeEn } from './map/place-messages.en.ts'
import { zhCN as placeZhCN } from './map/place-messages.zh-CN.ts'
import { en as qualityEn } from './quality/messages.en.ts'
import { zhCN as qualityZhCN } from './quality/messages.zh-CN.ts'
import { en as settingsEn } from './settings/messages.en.ts'
import { zhCN as settingsZhCN } from './settings/messages.zh-CN.ts'
import { en as syncEn } from './sync/messages.en.ts'
import { zhCN as syncZhCN } from './sync/messages.zh-CN.ts'

const zhCN = { ...actZhCN, ...caseFileZhCN, ...chromeZhCN, ...deadlineZhCN, ...deskZhCN, ...drawZhCN, ...editsZhCN, ...exportZhCN, ...flowZhCN, ...mapZhCN, ...ownEditsZhCN, ...placeZhCN, ...qualityZhCN, ...settingsZhCN, ...syncZhCN, ...typeZhCN }
const en: Record<keyof typeof zhCN, string> = { ...actEn, ...caseFileEn, ...chromeEn, ...deadlineEn, ...deskEn, ...drawEn, ...editsEn, ...exportEn, ...flowEn, ...mapEn, ...ownEditsEn, ...placeEn, ...qualityEn, ...settingsEn, ...syncEn, ...typeEn }

export type MessageKey = keyof typeof zhCN
export type Locale = 'zh-CN' | 'en'
export const LOCALES = ['zh-CN', 'en'] as const satisfies readonly Locale[]
export const CATALOGUE: Record<Locale, Record<MessageKey, string>> = { 'zh-CN': zhCN, en }
