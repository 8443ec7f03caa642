const OVER_OR_UNDER = 'Exactly 50 % collapse is left open by the paper: answer over 50 % or under 50 %.';

/** The ways to say exactly 50 %, each with the sentence that asks for one side of it. */
export const HALF_COLLAPSED = {
  'exactly-50-percent': OVER_OR_UNDER,
  '50-percent': OVER_OR_UNDER,
  '50': OVER_OR_UNDER,
} as const;
