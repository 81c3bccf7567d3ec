/** Types of package.mjs, for the test of its words. */
export function explain(output: string): string
export function packageDesktop(args: string[], say: (line: string) => void): Promise<number>
