/** What the program calls itself in files that it writes. */
export const PROGRAM = '甬爱指挥台 0.1.0'
