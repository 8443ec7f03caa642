/**
 * What a rule says about input it cannot accept. This library returns findings and never throws them:
 * the feature that received the input turns them into one refusal.
 */
export interface Finding {
  /** Stable, kebab-case; part of the API. */
  code: string;
  /** A sentence that a clinician understands and that says what to do. */
  sentence: string;
  /** JSON pointer into the judged input, where one place is to blame. */
  pointer?: string;
}
