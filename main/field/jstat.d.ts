/** The part of jStat that is used: the package has no types of its own. */
declare module 'jstat' {
  const jstat: { gamma: { /** The quantile at `p` of the gamma distribution. */ inv(p: number, shape: number, scale: number): number } }
  export default jstat
}
