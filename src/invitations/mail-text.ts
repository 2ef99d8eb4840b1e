import type { Paragraph, Piece } from '../mail/letters.js';
import { inOneLine } from '../mail/smtp-answers.js';
import { say, type Text } from '../platform/errors.js';

/** What the office may name in the text of an invitation. */
export const PLACEHOLDERS = [
  'inviter',
  'organisation',
  'portal',
  'customer',
  'firstName',
  'link',
  'endDate',
  'phone',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** The text of the mail, with placeholders in it. */
export interface MailText {
  readonly subject: string;
  readonly body: string;
}

/** What stands in their places; `link` is a whole address. */
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

export const LONGEST_SUBJECT = 150;
export const LONGEST_BODY = 4000;

/** What is the matter with a text, at its field; nothing when it can be mailed. */
export function textFaults({ subject, body }: MailText): Readonly<Record<string, Text>> {
  const fault = (field: string, found: Text | undefined) => (found ? { [field]: found } : {});
  return { ...fault('subject', subjectFault(subject)), ...fault('body', bodyFault(body)) };
}

function subjectFault(subject: string): Text | undefined {
  if (subject === '') return say('platform.fields.required');
  if (/\p{Cc}/u.test(subject)) return say('invitations.text.oneLine');
  if (subject.length > LONGEST_SUBJECT) return say('invitations.text.tooLong', { most: LONGEST_SUBJECT });
  if (named(subject).includes('link')) return say('invitations.text.linkInSubject');
  return unknownIn(subject);
}

function bodyFault(body: string): Text | undefined {
  if (body === '') return say('platform.fields.required');
  if (body.length > LONGEST_BODY) return say('invitations.text.tooLong', { most: LONGEST_BODY });
  return unknownIn(body) ?? (named(body).includes('link') ? undefined : say('invitations.text.noLink'));
}

const PLACES = /\{([^{}]*)\}/g;
const named = (text: string): string[] => [...text.matchAll(PLACES)].map((match) => match[1] ?? '');

function unknownIn(text: string): Text | undefined {
  const unknown = named(text).find((name) => !isPlaceholder(name));
  return unknown === undefined
    ? undefined
    : say('invitations.text.unknown', { name: inOneLine(unknown).slice(0, 60) });
}

const isPlaceholder = (name: string): name is Placeholder => PLACEHOLDERS.some((one) => one === name);

/** The subject: one line, whatever stands in the names. */
export const filledSubject = (subject: string, values: PlaceholderValues): string =>
  inOneLine(
    pieces(subject, values)
      .map(({ text }) => text)
      .join(''),
  );

/**
 * The body in paragraphs, parted by empty lines. The link alone in its paragraph is the place of the button; elsewhere
 * it stands as its address.
 */
export function filledBody(body: string, values: PlaceholderValues): readonly Paragraph[] {
  return body
    .split(/\r?\n[^\S\n]*\r?\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph) => ({
      isButton: paragraph === '{link}',
      lines:
        paragraph === '{link}'
          ? []
          : paragraph.split(/\r?\n/).map((line) => ({ pieces: pieces(line.trim(), values) })),
    }));
}

/** A place whose value is empty takes the space before it along: `Hello {firstName},` is `Hello,`. */
function pieces(text: string, values: PlaceholderValues): Piece[] {
  const found: Piece[] = [];
  const words = (more: string) => {
    const last = found.at(-1);
    if (last && !last.isLink) found.splice(-1, 1, { text: last.text + more, isLink: false });
    else if (more) found.push({ text: more, isLink: false });
  };
  let at = 0;
  for (const match of text.matchAll(PLACES)) {
    const name = match[1] ?? '';
    if (!isPlaceholder(name)) continue;
    const value = inOneLine(values[name]);
    const before = text.slice(at, match.index);
    words(value === '' ? before.replace(/[^\S\n]+$/, '') : before);
    if (name === 'link') found.push({ text: values.link, isLink: true });
    else words(value);
    at = match.index + match[0].length;
  }
  words(text.slice(at));
  return found;
}
