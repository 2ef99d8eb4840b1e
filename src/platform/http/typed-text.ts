/** Signs that no form means: those that steer old machines, beside the ends of lines and tabs. */
// eslint-disable-next-line no-control-regex
const STEERING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A text as somebody typed or pasted it. Of signs that nobody sees alone it is nothing. */
export function cleanText(value: unknown): string {
  if (typeof value !== 'string') return '';
  const text = value.replaceAll('\r\n', '\n').replaceAll(STEERING, '').trim().normalize('NFC');
  return isUnseen(text) ? '' : text;
}

/** Whether nobody sees anything of a text: spaces, and signs that have no width. */
export const isUnseen = (text: string): boolean => !/[^\p{C}\p{Z}]/u.test(text);

/** Signs that nobody sees and that come with what is pasted from mails and tables; two of them shape letters, and stay. */
const UNSEEN = /(?![\u200c\u200d])\p{Cf}/gu;

/** The same of a reference: two that look alike are one. */
export const cleanReference = (value: unknown): string => cleanText(value).replaceAll(UNSEEN, '').trim();
