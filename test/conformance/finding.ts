/** What asking about one rule can end in. */
export type Finding = 'kept' | { broken: string } | { notShown: string }

export const broken = (seen: string): Finding => ({ broken: seen })

/** Thrown where a rule cannot be judged: what it builds on is missing, and another rule names that. */
export class NotShown extends Error {}
