/** A blocker stops the act until it is mended or overridden with a reason; a warning is shown. Neither decides. */
export const SEVERITIES = ['blocker', 'warning'] as const;
export type Severity = (typeof SEVERITIES)[number];
