/** Starts the practice central beside the console; the console outlives it. */
import { join } from 'node:path'
import { NODE_FLAGS } from './node.mjs'
import { inRoot } from './paths.mjs'
import { runBeside } from './run.mjs'

/** Its address once it answers, or null when it ended before. Its own address line is not passed on: a user opens the console only. */
export function startPractice({ node, folder, options, say, running }) {
  const chosen = ['reports', 'seed', 'pace'].flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]]))
  const args = ['--port', '0', '--data', join(folder, 'practice'), ...chosen]
  return new Promise((resolve) => {
    const central = runBeside(node, [...NODE_FLAGS, '--import', new URL('with-parent.mjs', import.meta.url).href, inRoot('main', 'central', 'main.ts'), ...args], {
      cwd: inRoot(),
      onLine(line) {
        const address = /^Central: (http:\/\/\S+)/.exec(line)?.[1]
        if (address !== undefined) resolve(address)
        else if (!line.includes('http://')) say(line)
      },
    })
    running.push(central)
    central.ended.then((how) => {
      // Stopped by us: the whole start is ending, and a host begun now would outlive it.
      if (central.stopped) return
      say(`The practice central ended (${how}); the console goes on with what it holds.`)
      resolve(null)
    })
  })
}
