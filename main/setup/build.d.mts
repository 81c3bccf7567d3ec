/** Types of build.mjs, for tests that build what they look at. */
export function ensurePage(node: string, say: (line: string) => void): Promise<void>
export function ensureShell(node: string, say: (line: string) => void): Promise<void>
