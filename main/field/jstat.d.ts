/** The part of jStat that is used: the package has no types of its own. */
declare module 'jstat' {
  const jstat: {
    gamma: { /** The quantile at `p` of the gamma distribution. */ inv(p: number, shape: number, scale: number): number }
    beta: { /** The quantile at `p` of the beta distribution. */ inv(p: number, alpha: number, beta: number): number }
    studentt: { /** The quantile at `p` of Student's distribution. */ inv(p: number, freedom: number): number }
    normal: { /** The quantile at `p` of the normal distribution. */ inv(p: number, mean: number, deviation: number): number }
  }
  export default jstat
}
