/** The menu as data: every command has words in both languages and, where people expect one, a key. Single keys without Ctrl belong to the page. */
import type { MenuItemConstructorOptions } from 'electron'
import type { Words } from './words.ts'

export interface MenuActions {
  sync(): void
  quit(): void
  reload(): void
  openMapLicence(): void
  showLog(): void
  about(): void
}

/** The developer tools read what the page holds: not in production. */
export function menuTemplate(words: Words, actions: MenuActions, isProduction: boolean): MenuItemConstructorOptions[] {
  const separator = { type: 'separator' } as const
  const devTools: MenuItemConstructorOptions[] = isProduction ? [] : [separator, { role: 'toggleDevTools', label: words('menu.devTools') }]
  return [
    {
      label: words('menu.file'),
      submenu: [
        { label: words('menu.sync'), accelerator: 'CmdOrCtrl+Shift+S', click: () => actions.sync() },
        separator,
        { label: words('menu.quit'), accelerator: 'CmdOrCtrl+Q', click: () => actions.quit() },
      ],
    },
    {
      label: words('menu.edit'),
      submenu: [
        { role: 'undo', label: words('menu.undo') }, { role: 'redo', label: words('menu.redo') }, separator,
        { role: 'cut', label: words('menu.cut') }, { role: 'copy', label: words('menu.copy') }, { role: 'paste', label: words('menu.paste') }, { role: 'selectAll', label: words('menu.selectAll') },
      ],
    },
    {
      label: words('menu.view'),
      submenu: [
        { label: words('menu.reload'), accelerator: 'CmdOrCtrl+R', click: () => actions.reload() }, separator,
        { role: 'zoomIn', label: words('menu.zoomIn') }, { role: 'zoomOut', label: words('menu.zoomOut') }, { role: 'resetZoom', label: words('menu.zoomReset') }, separator,
        { role: 'togglefullscreen', label: words('menu.fullScreen'), accelerator: 'F11' }, ...devTools,
      ],
    },
    { label: words('menu.window'), submenu: [{ role: 'minimize', label: words('menu.minimize') }] },
    {
      label: words('menu.help'),
      submenu: [
        { label: words('menu.mapLicence'), click: () => actions.openMapLicence() },
        { label: words('menu.showLog'), click: () => actions.showLog() },
        separator,
        { label: words('menu.about'), accelerator: 'CmdOrCtrl+F1', click: () => actions.about() },
      ],
    },
  ]
}
