/** Opens the user's browser; where there is none, nothing happens: the address is on the screen. */
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export function openAddress(address) {
  const command = openerOf(process.platform, address)
  if (command === null) return
  const child = spawn(command[0], command.slice(1), { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

/** The command and its arguments, or null without a screen or an opener. */
export function openerOf(platform, address, env = process.env) {
  if (platform === 'darwin') return ['open', address]
  // `start` belongs to the shell, which would read & in an address; rundll32 takes it as it is.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address]
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return null
  return isOnPath('xdg-open', env) ? ['xdg-open', address] : null
}

function isOnPath(name, env) {
  return (env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
