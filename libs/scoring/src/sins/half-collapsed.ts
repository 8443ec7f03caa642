/** The sentence that asks for one side of 50 %. */
export const HALF_COLLAPSED = 'Exactly 50 % collapse is left open by the paper: answer over 50 % or under 50 %.';
