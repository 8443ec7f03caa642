import { TextRequired } from './cases.errors.js';

/** "Other" needs words beside it. @throws TextRequired, pointing at the text's field */
export function requireTextWithOther(
  code: string | undefined,
  text: string | undefined,
  pointer = '/reasonText',
): void {
  if (code === 'other' && text === undefined) throw new TextRequired(pointer);
}
