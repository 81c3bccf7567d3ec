/** Bytes on their way from the page to the console: a browser's page may send only so much at once, so they come piece by piece and wait for the order that names them. */

/** Bytes of one piece. */
export const UPLOAD_PIECE_BYTES = 45_000
/** Of one upload: a whole deck with its pictures is smaller. */
export const MOST_UPLOAD_BYTES = 50e6
