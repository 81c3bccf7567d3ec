/** Loaded before a console of the drill: its PC's clock jumps when it is told to. The monotonic clock stays, as on a real PC. */
const real = Date
let shiftMs = 0

globalThis.Date = class extends real {
  constructor(...args) {
    if (args.length === 0) super(real.now() + shiftMs)
    else super(...args)
  }

  static now() {
    return real.now() + shiftMs
  }
}
process.on('message', (message) => {
  if (typeof message?.shiftClockMs === 'number') shiftMs = message.shiftClockMs
})
