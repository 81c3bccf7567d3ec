/** Reasons for which the center refuses a lead, as far as this program knows them; any other is shown by its own name. */
export const OP_PROBLEM_WORDS = ['op-forbidden', 'op-invalid', 'op-id-reuse', 'too-large'] as const
export type ProblemWord = (typeof OP_PROBLEM_WORDS)[number]
