/** The entry that starts the console at log-on says what it means to every desktop. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { autostartEntry, autostartPath } from '../../main/shell/autostart-entry.ts'

const execOf = (program: string): string | undefined => /^Exec=(.*)$/m.exec(autostartEntry(program))?.[1]

test('the file lies among those of the user\'s desktop', () => {
  assert.equal(autostartPath('/h', {}), '/h/.config/autostart/yongai-console.desktop')
  assert.equal(autostartPath('/h', { XDG_CONFIG_HOME: '/c' }), '/c/autostart/yongai-console.desktop')
})

test('a program with any sign in its path is one program and no more', () => {
  assert.equal(execOf('/opt/yongai-console/yongai-console'), '"/opt/yongai-console/yongai-console"')
  assert.equal(execOf('/a b/$HOME"`\\%f'), '"/a b/\\\\$HOME\\\\"\\\\`\\\\\\\\%%f"')
  assert.equal(autostartEntry('/x').split('\n')[0], '[Desktop Entry]')
})
