/** The message for an answer that names both: the points differ by two. */
export const COLORECTAL_REFUSED =
  'Colorectal is not an answer: colon counts as others and rectum has its own row. Say which.';
