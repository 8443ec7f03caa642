/** SOSGOQ2.0 has twenty questions, each answered 1 to 5. Their wording is licensed and not here. */
export const SOSGOQ_ANSWERS = { questions: 20, min: 1, max: 5 } as const;
