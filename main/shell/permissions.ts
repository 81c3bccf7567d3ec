/** The session gives nothing away: no permission, no device, no screen, no dictionary from the network, no download, no request but to our own page. */
import type { Session } from 'electron'
import { isOurPage } from './origin.ts'

export function denyEverything(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, give) => give(null))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    choose('')
  })
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault()
    choose(null)
  })
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault()
    choose()
  })
  session.on('file-system-access-restricted', (_event, _details, decide) => decide('deny'))
  // Its dictionaries would come from a server.
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerLanguages([])
  // The page has no network by its policy; the session has none should the policy fail.
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !(isOurPage(details.url) || /^(?:blob|data|devtools):/.test(details.url)) }))
}
