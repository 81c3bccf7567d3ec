/** As much of Electron as the compiled host calls, on a machine without its program: prints each call in order, and plays one short session. It shows the wiring, not Electron. */
import { EventEmitter } from 'node:events'

const say = (...words) => process.stdout.write(`${words.join(' ')}\n`)
const show = (value) => (typeof value === 'function' ? 'fn' : JSON.stringify(value))
/** Every call that `own` does not answer is printed. */
const record = (name, own = {}) => new Proxy(Object.assign(new EventEmitter(), own), {
  get: (target, key) => (key in target || typeof key === 'symbol' ? target[key] : (...args) => say(`${name}.${key}`, ...args.map(show))),
})

let call
const display = { id: 1, label: 'Desk', bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea: { x: 0, y: 0, width: 1920, height: 1040 }, scaleFactor: 1 }
const second = { id: 2, label: 'Panel', bounds: { x: 1920, y: 0, width: 3840, height: 2160 }, workArea: { x: 1920, y: 0, width: 3840, height: 2160 }, scaleFactor: 1 }
export const app = record('app', {
  isPackaged: process.env.PLAY_PACKED === '1',
  whenReady: async () => say('ready'),
  requestSingleInstanceLock: () => {
    say('lock')
    return process.env.PLAY_SECOND !== '1'
  },
  getPreferredSystemLanguages: () => ['zh-CN'], getVersion: () => '0', getPath: () => '.',
  exit(code) {
    say('exit', code)
    process.exit(code)
  },
})
export const [dialog, shell, clipboard, powerMonitor] = ['dialog', 'shell', 'clipboard', 'powerMonitor'].map((name) => record(name))
export const safeStorage = record('safeStorage', { isAsyncEncryptionAvailable: async () => false })
export const session = { defaultSession: record('session', { webRequest: record('webRequest') }) }
export const net = { isOnline: () => true }
export const screen = record('screen', { getPrimaryDisplay: () => display, getAllDisplays: () => [display, second] })
export const powerSaveBlocker = { start: (kind) => say('awake', kind) ?? 1, stop: () => say('may sleep') }
export const Menu = record('Menu', { buildFromTemplate: (template) => template.length })
export const protocol = record('protocol', {
  async handle(scheme, answer) {
    for (const url of ['app://console/', 'app://console/trouble', 'app://console/../package.json', 'app://other/']) say('served', url, (await answer({ method: 'GET', url })).status)
  },
})
export const ipcMain = {
  handle(channel, listener) {
    say('ipcMain.handle', channel)
    call = listener
  },
}

export class BrowserWindow extends EventEmitter {
  #played = false
  #frame = { url: 'app://console/' }
  webContents = record('webContents', { isDestroyed: () => false, isCrashed: () => false, getURL: () => 'app://console/#/map', mainFrame: this.#frame })
  constructor({ webPreferences }) {
    super()
    say('window', JSON.stringify(webPreferences, (key, value) => (key === 'preload' ? undefined : value)))
    app.emit('web-contents-created', {}, this.webContents)
  }
  static getFocusedWindow = () => null
  isDestroyed = () => false
  isMinimized = () => true
  isMaximized = () => false
  getNormalBounds = () => ({ x: 1, y: 2, width: 1400, height: 900 })
  show() {}
  restore = () => say('restore')
  focus = () => say('focus')
  hide = () => say('hide')
  removeMenu() {}
  isKiosk = () => false
  setKiosk = (on) => say('kiosk', on)
  setBounds = (bounds) => say('bounds', JSON.stringify(bounds))
  showInactive() {}
  destroy = () => say('destroy')
  close() {
    let isStopped = false
    this.emit('close', { preventDefault: () => (isStopped = true) })
    if (isStopped) return app.emit('before-quit', { preventDefault() {} })
    app.emit('window-all-closed')
  }
  async loadURL(url) {
    say('load', url)
    if (url.includes('/wall.html')) return this.#playWall(url)
    if (this.#played) return url.endsWith('#/map') ? this.close() : undefined
    this.#played = true
    setTimeout(() => void this.#play(), 0)
  }
  async #playWall(url) {
    const ours = { sender: this.webContents, senderFrame: this.#frame }
    this.#frame.url = url
    for (const [method, input] of [['session.get', null], ['wall.walls', null], ['wall.state', { wall: '2' }], ['wall.acknowledge', { alerts: ['a'] }]]) {
      const answer = await call(ours, method, input)
      say('wall calls', method, answer.ok ? 'ok' : answer.failure.code)
    }
    for (const to of ['app://console/', url]) {
      let isStopped = false
      this.webContents.emit('will-navigate', { url: to, preventDefault: () => (isStopped = true) })
      say('wall navigates', to, isStopped ? 'stopped' : 'goes')
    }
  }
  async #play() {
    const ours = { sender: this.webContents, senderFrame: this.#frame }
    for (const [who, event] of [['ours', ours], ['no frame', { ...ours, senderFrame: null }], ['another window', { sender: {}, senderFrame: this.#frame }]]) {
      const answer = await call(event, 'session.get', null)
      say('call', who, answer.ok ? 'ok' : answer.failure.code)
    }
    for (const url of ['https://example.org/', 'app://console/#x']) {
      let isStopped = false
      this.webContents.emit('will-navigate', { url, preventDefault: () => (isStopped = true) })
      say('navigate', url, isStopped ? 'stopped' : 'goes')
    }
    app.emit('second-instance', {}, ['program', 'app://console/#/quality'])
    // The page comes back where it was, and that ends the play.
    this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
  }
}
