/** The host's questions about files. The path is always the operator's own choice in the system's dialog, never one from a page. */
import { join } from 'node:path'
import { app, BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { Host } from '../core/host.ts'
import { writeInto } from '../core/write-into.ts'
import { writeWhole } from '../core/write-whole.ts'
import { fileNameOf } from './file-name.ts'
import type { Words } from './words.ts'

export function fileDialogs(words: Words): Required<Pick<Host, 'saveFile' | 'askForBaseMap' | 'chooseFolder' | 'writeInto'>> {
  return {
    async saveFile(proposed, bytes) {
      const name = fileNameOf(proposed)
      const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]
      const options: SaveDialogOptions = {
        title: words('save.title'), defaultPath: join(app.getPath('documents'), name), properties: ['createDirectory', 'showOverwriteConfirmation'],
        ...(extension === undefined ? {} : { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }),
      }
      const window = BrowserWindow.getFocusedWindow()
      const { canceled, filePath } = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
      if (canceled || filePath === '') return null
      await writeWhole(filePath, bytes)
      return filePath
    },
    async askForBaseMap() {
      const options: OpenDialogOptions = { title: words('baseMap.title'), filters: [{ name: words('baseMap.files'), extensions: ['pmtiles'] }], properties: ['openFile'] }
      const window = BrowserWindow.getFocusedWindow()
      const { canceled, filePaths } = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    async chooseFolder() {
      const options: OpenDialogOptions = { title: words('folder.title'), defaultPath: app.getPath('documents'), properties: ['openDirectory', 'createDirectory'] }
      const window = BrowserWindow.getFocusedWindow()
      const { canceled, filePaths } = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    writeInto: (folder, name, bytes) => writeInto(folder, fileNameOf(name), bytes),
  }
}
