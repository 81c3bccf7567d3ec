/** What a tab keeps when its page is loaded anew. Where storage is blocked it keeps nothing, and the page goes on without. */

export interface KeptInTab {
  /** Null for nothing there. */
  get(): string | null
  put(text: string): void
  clear(): void
}

/** `storage` is the browser's; to reach for it at all may be refused. */
export function keptInTab(key: string, storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = () => sessionStorage): KeptInTab {
  return {
    get: () => attempt(() => storage().getItem(key)),
    put: (text) => void attempt(() => storage().setItem(key, text)),
    clear: () => void attempt(() => storage().removeItem(key)),
  }
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
