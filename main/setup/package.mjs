/** `npm run package`: builds page and desktop host, then packs installers of this system into dist/package; arguments go on to the packager. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensurePage, ensureShell } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { findNode } from './node.mjs'
import { inRoot } from './paths.mjs'

/** How the packager says that a download did not come; each of its fetchers has its own words. */
const NOT_FETCHED = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|CERT_|getaddrinfo|fetch failed|HTTPError|RequestError|[Dd]ownload.*(fail|error|timeout|timed out)|(fail|cannot|could not|unable).*download|status(Code| code)?:? ?(403|404|407|5\d\d)/

/** One sentence for the user about a failed packing, from what the packager printed. */
export const explain = (output) => NOT_FETCHED.test(output)
  ? 'Electron, or a tool that makes the installers, could not be fetched. With a network that lets it through, run this again; what is fetched once is kept. An Electron already unpacked is used with: npm run package -- -c.electronDist=FOLDER'
  : 'The packager ended with the error above.'

/** Resolves with its exit code and its output, which is shown as it comes. */
function runShown(command, args) {
  return new Promise((resolve, reject) => {
    let output = ''
    const child = spawn(command, args, { cwd: inRoot(), stdio: ['ignore', 'pipe', 'pipe'] })
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from.on('data', (chunk) => {
        to.write(chunk)
        output = (output + chunk).slice(-100_000)
      })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** The exit code of the whole. */
export async function packageDesktop(args, say) {
  await ensureInstalled(say)
  const node = findNode()
  await ensurePage(node, say)
  await ensureShell(node, say)
  const { code, output } = await runShown(node, [inRoot('node_modules', 'electron-builder', 'cli.js'), '--publish', 'never', ...args])
  if (code === 0) return 0
  say(explain(output))
  return 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await packageDesktop(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`))
