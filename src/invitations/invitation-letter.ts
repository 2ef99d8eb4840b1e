import type { Letter } from '../mail/letters.js';
import { say } from '../platform/errors.js';
import { verbatim } from '../platform/pages/words.js';
import { filledBody, filledSubject, type MailText, type PlaceholderValues } from './mail-text.js';

/** Of whom an invitation tells, and until when it works. */
export interface LetterFacts {
  /** False for somebody who has a password already: they only accept. */
  readonly needsPassword: boolean;
  readonly expiresAt: Date;
}

/** The mail that a text makes. It has the link, the day it ends and how to begin, wherever the text says so, or not. */
export function invitationLetter(text: MailText, values: PlaceholderValues, facts: LetterFacts): Letter {
  const paragraphs = filledBody(text.body, values);
  return {
    subject: verbatim(filledSubject(text.subject, values)),
    view: 'mails/invitation',
    model: {
      href: values.link,
      paragraphs,
      begin: facts.needsPassword
        ? say('mail.invitation.newPassword')
        : say('mail.invitation.samePassword', { customer: values.customer }),
      expiresAt: text.body.includes('{endDate}') ? null : facts.expiresAt,
      placesButton: paragraphs.some(({ isButton }) => isButton),
    },
  };
}
