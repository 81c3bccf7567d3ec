/** The house rules that can be read off the text: length, opening line, names, globals, and words that belong to no repository. */
import { execFileSync } from 'node:child_process'
import type { Sources } from './imports.ts'

const LONGEST = 300
const VAGUE = /(^|[/-])(utils?|helpers?|common|misc|manager|service)([-./]|$)/

export const findLong = (sources: Sources): string[] =>
  [...sources].filter(([, text]) => text.trimEnd().split('\n').length > LONGEST).map(([path]) => path)

/** Seam files whose content is one table of shapes, which no split makes clearer. */
export const LONG_BY_NATURE = ['main/sync/protocol.ts']

export const findWithoutSummary = (sources: Sources): string[] =>
  [...sources].filter(([, text]) => !/^(#!.*\n)?\/\*\*/.test(text)).map(([path]) => path)

export const findMisnamed = (sources: Sources): string[] =>
  [...sources.keys()].filter((path) => VAGUE.test(path) || !/^[a-z0-9./-]+$/.test(path.replace('zh-CN', 'zh-cn')))

/** What the code of sync and outbox must be given instead of taking: otherwise its simulations do not repeat. */
const FORBIDDEN = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bsetInterval\(|\bsetImmediate\(|\bperformance\.now\(|\brandomUUID\(|(?<![.\w])fetch\(|\bprocess\.env\b|(?<![\w-])console\.|from 'node:(?:timers|http|https|net|fs|child_process)/
/** The places where the real clock, network, disk and chance come in. */
const ADAPTER = /^main\/sync\/(?:adapter|ports|node-ports|real-ports|real)[^/]*\.ts$|^main\/outbox\/(?:real-disk|keeper|share)\.ts$/

export const findGlobals = (sources: Sources): string[] =>
  [...sources].filter(([path, text]) => /^main\/(sync|outbox)\//.test(path) && !ADAPTER.test(path) && FORBIDDEN.test(withoutComments(text))).map(([path]) => path)

/** Package hosts and paths of one machine: they work on one desk and nowhere else. */
const MACHINE = [/registry\.[a-z0-9-]+\.[a-z]{2,}/i, /\/(?:home|Users)\/[a-z][\w-]*\//, new RegExp(`/${'work'}/(?:main|shared)\\b`), /"resolved":/]
export const findMachineWords = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) => MACHINE.flatMap((word) => (word.test(text) ? [`${path}: ${word.exec(text)?.[0]}`] : [])))

/** Text files under version control, new ones not yet added included. */
export function listTracked(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 64e6 })
  return listed.split('\0').filter((path) => /\.(ts|tsx|mjs|json|ya?ml|md|html|css|svg|txt|sql)$|^\.|run$|LICENSE$/.test(path))
}

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
