/** The entry by which a Linux desktop starts the console at log-on (Desktop Entry Specification 1.5, Autostart Specification 0.5). Nothing of Electron here. */
import { posix } from 'node:path'

export function autostartPath(home: string, env: Readonly<Record<string, string | undefined>>): string {
  return posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), 'autostart', 'yongai-console.desktop')
}

export function autostartEntry(program: string): string {
  return ['[Desktop Entry]', 'Type=Application', 'Name=甬爱指挥台', "Name[en]=Yong'ai Console", `Exec=${quote(program)}`, 'Terminal=false', 'X-GNOME-Autostart-enabled=true', ''].join('\n')
}

/** Quoted for `Exec`, then escaped once more as any text of the file; a percent sign would stand for a file. */
function quote(program: string): string {
  return `"${program.replaceAll(/["`$\\]/g, '\\$&')}"`.replaceAll('\\', '\\\\').replaceAll('%', '%%')
}
