/** What thin layers of their own share with deck.gl. */

/** Width of the world in deck.gl's common space; its north is at the top. */
export const COMMON = 512
/** What a buffer of corner numbers is for, in WebGPU's words. */
export const INDEX = 0x10
