/** Waits for a condition, asking four times a second, with a bound. */
export async function until(holds: () => Promise<boolean> | boolean, withinMs = 90_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
