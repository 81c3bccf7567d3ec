/** What axe finds wrong with a page by WCAG 2.2 AA. The page must come from a context that bypasses its content policy. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Finding {
  id: string
  nodes: { target: unknown; failureSummary?: string }[]
}

export async function findings(page: Page): Promise<string[]> {
  // Past the page's own policy: the checker is the test's, not the product's.
  const violations = await page.evaluate(async ({ source, rules }) => {
    new Function(source)()
    const { axe } = globalThis as unknown as { axe: { run(root: Document, options: object): Promise<{ violations: Finding[] }> } }
    return (await axe.run(document, { runOnly: rules })).violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) }))
  }, { source: AXE, rules: RULES })
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${String(node.target)} ${(node.failureSummary ?? '').replaceAll('\n', ' ')}`))
}
