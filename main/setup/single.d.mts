/** Types of single.mjs, for its tests. */
export const STARTING: string
export const WINDOW: string
export interface Claim {
  address?: undefined
  onAsk(issue: () => void): void
  answer(address: string): void
  release(): void
}
export function claimFolder(folder: string, options?: { onStarting?: () => void; lookMs?: number; waitMs?: number }): Promise<Claim | { address: string }>
