/** The processes below one process, and how much memory each of them holds. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface RunningProcess { pid: number; parent: number; mb: number; command: string }

/** Every process of this machine as `ps` shows it; resident memory, shared pages counted in each. */
export function listProcesses(): RunningProcess[] {
  const text = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8', maxBuffer: 64 << 20 })
  return text.split('\n').flatMap((line) => {
    const parts = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line)
    return parts === null ? [] : [{ pid: Number(parts[1]), parent: Number(parts[2]), mb: Math.round(Number(parts[3]) / 1024), command: parts[4] ?? '' }]
  })
}

/** `root` and all below it. */
export function familyOf(root: number, all: readonly RunningProcess[] = listProcesses()): RunningProcess[] {
  const family = all.filter(({ pid }) => pid === root)
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.pid))
  return family
}

export const sumMb = (processes: readonly RunningProcess[]): number => processes.reduce((sum, { mb }) => sum + mb, 0)

/** Milliseconds of CPU that the threads of these processes have used so far, as Linux counts them; not a number elsewhere. A thread that ended is no longer counted. */
export function cpuMsOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + threadsOf(pid).reduce((ns, thread) => ns + schedulerTime(`/proc/${pid}/task/${thread}/schedstat`), 0) / 1e6, process.platform === 'linux' ? 0 : Number.NaN)
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Nanoseconds on a processor. */
function schedulerTime(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8').split(' ')[0])
  } catch {
    return 0
  }
}

/** Megabytes that are this process's own, as Chromium counts its private memory footprint: resident pages behind no file, and what was swapped out. Not a number elsewhere than on Linux. */
export function privateMbOf(pid: number): number {
  const status = process.platform === 'linux' ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
  const kb = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1])
  return (kb('RssAnon') + kb('VmSwap')) / 1_024
}

/** Of the page that holds most in this browser. */
export function pageMbOf(browser: number): number {
  return Math.max(...familyOf(browser).filter(({ command }) => command.includes('--type=renderer')).map(({ pid }) => privateMbOf(pid)))
}
