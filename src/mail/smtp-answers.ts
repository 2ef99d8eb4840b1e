/** How the mail server took a mail: it has it, or it does not, and then whether it is worth trying again. */
export type Handover =
  | { readonly taken: true; readonly answer: string }
  | { readonly taken: false; readonly again: boolean; readonly answer: string };

/** What nodemailer tells of a failure. */
interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
  readonly message: string;
}

const LONGEST = 500;

/**
 * Whether a mail that was not taken may still arrive. Only a refusal (5xx) of this recipient or of this very text is
 * final: all else (nobody answers, try later, a wrong password, an unwelcome sender) passes or can be mended by us.
 */
export function notTaken(error: unknown): Handover {
  const { code, responseCode = 0, response, command = '', message } = error as SmtpError;
  const refused = responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command);
  const noAddress = code === 'EENVELOPE' && command === 'API';
  return { taken: false, again: !refused && !noAddress, answer: inOneLine(response ?? message) };
}

/** A server may answer in several lines, and with anything. */
export const inOneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
