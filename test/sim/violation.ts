/** What the simulation throws when the product has broken a promise, told from its own mistakes. */
export class Violation extends Error {}
