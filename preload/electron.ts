/** The bridge over Electron's two channels; runs sandboxed, bundled to one CommonJS file. The page gets these three names and no Electron object. */
import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, ConsoleEvent } from './contract/api.ts'

const bridge: Bridge = {
  host: 'desktop',
  call: (method, input) => ipcRenderer.invoke('call', method, input),
  onEvent(listen) {
    const hear = (_event: unknown, event: ConsoleEvent): void => listen(event)
    ipcRenderer.on('event', hear)
    return () => void ipcRenderer.removeListener('event', hear)
  },
}
contextBridge.exposeInMainWorld('yongai', bridge)
