/** Switches that take a defence away or open a door: the packed program does not start with them. */

const FORBIDDEN: ReadonlySet<string> = new Set([
  'no-sandbox', 'disable-setuid-sandbox', 'disable-namespace-sandbox', 'disable-seccomp-filter-sandbox', 'disable-gpu-sandbox', 'no-zygote', 'no-zygote-sandbox', 'single-process', 'in-process-gpu',
  'remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins', 'inspect', 'inspect-brk', 'inspect-port', 'inspect-publish-uid', 'inspect-wait',
  'disable-web-security', 'disable-site-isolation-trials', 'disable-site-isolation-for-policy', 'allow-running-insecure-content', 'unsafely-treat-insecure-origin-as-secure',
  'allow-file-access-from-files', 'ignore-certificate-errors', 'ignore-certificate-errors-spki-list', 'host-rules', 'host-resolver-rules', 'load-extension', 'enable-blink-features', 'enable-experimental-web-platform-features',
  'js-flags', 'renderer-cmd-prefix', 'gpu-launcher', 'utility-cmd-prefix', 'browser-subprocess-path', 'require', 'r', 'import', 'eval', 'e',
])

/** Names of the forbidden switches among the arguments (without the program's own path) and the environment. Written as Chromium reads them: one dash or two, any case. */
export function forbiddenFlags(args: readonly string[], env: Readonly<Record<string, string | undefined>>): string[] {
  const named = args.flatMap((arg) => {
    const name = /^(?:--?|\/)([a-z][a-z0-9-]*)(?:=|$)/i.exec(arg)?.[1]?.toLowerCase()
    return name !== undefined && FORBIDDEN.has(name) ? [name] : []
  })
  const set = ['ELECTRON_DISABLE_SANDBOX', 'ELECTRON_RUN_AS_NODE'].filter((name) => env[name] !== undefined)
  return [...new Set([...named, ...set])]
}
