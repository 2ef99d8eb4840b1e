import { SetMetadata } from '@nestjs/common';
import type { Text } from '../platform/errors.js';
import type { MailKind } from './mail.entity.js';

/** A row of the outbox, as a composer sees it. */
export interface MailRow {
  readonly id: string;
  readonly kind: MailKind;
  readonly subjectId: string;
  /** When the subject's row has moved on to another version, this mail is no longer wanted. */
  readonly tokenVersion: number;
  readonly recipient: string;
}

/** What a mail says. HTML comes from `views/<view>.hbs`, plain text from `views/<view>.text.hbs`, of one model. */
export interface Letter {
  readonly subject: Text;
  /** `mails/invitation`, `mails/invitation-wish`, `mails/notification`, `mails/password-reset`, `mails/scheduled-report`, `mails/sign-in-link`, `mails/staff-welcome`, `mails/test`. */
  readonly view: string;
  readonly model:
    | InvitationLetter
    | InvitationWishLetter
    | NotificationLetter
    | PasswordResetLetter
    | ScheduledReportLetter
    | StaffWelcomeLetter
    | TestLetter;
  /** Whom an answer reaches; unless said, the organisation's reply address. */
  readonly replyTo?: string;
  /** The name beside the sending address; unless said, the organisation's. */
  readonly fromName?: string;
  readonly attachments?: readonly Attachment[];
  /** Where the recipient stops mails of this kind: mail programs show it beside the sender. */
  readonly stopHref?: string | undefined;
}

/** A file that goes with a mail. */
export interface Attachment {
  readonly filename: string;
  readonly content: string;
  readonly contentType: string;
}

/** The names that every letter may use, in its subject too; unless given, as the organisation's settings have them. */
interface Names {
  readonly organisation?: string;
  readonly portal?: string;
}

/** A piece of a line: words, or the link. */
export interface Piece {
  readonly text: string;
  readonly isLink: boolean;
}

/** A paragraph that somebody of the office wrote: lines of pieces, or the place of the button. */
export interface Paragraph {
  readonly isButton: boolean;
  readonly lines: readonly { readonly pieces: readonly Piece[] }[];
}

/** View `mails/invitation`; the text is the office's own. */
export interface InvitationLetter extends Names {
  /** The whole address with the token, beginning with `Config.baseUrl`. */
  readonly href: string;
  readonly paragraphs: readonly Paragraph[];
  /** What to do, above the button. */
  readonly begin: Text;
  /** Whether one of the paragraphs is the button; else it stands below them. */
  readonly placesButton: boolean;
  /** None where the text says it itself. */
  readonly expiresAt: Date | null;
}

/** View `mails/invitation-wish`, subject `say('mail.invitationWish.subject', { person })`. */
export interface InvitationWishLetter extends Names {
  /** The person's page in the office. */
  readonly href: string;
  readonly person: string;
  readonly customer: string;
}

/** View `mails/notification`: what is new, section by section. */
export interface NotificationLetter extends Names {
  /** The portal. */
  readonly href: string;
  readonly whose: string;
  readonly sections: readonly NewsOfSection[];
  readonly stopHref: string | null;
}

/** What is new in one section: some of it by name, and how many more there are. */
export interface NewsOfSection {
  readonly title: Text;
  readonly total: number;
  readonly records: readonly { readonly line: Text; readonly href: string }[];
  readonly more: Text | null;
  readonly href: string;
}

/** Views `mails/password-reset` and `mails/sign-in-link`: a link that works for an hour. */
export interface PasswordResetLetter extends Names {
  readonly href: string;
  readonly expiresAt: Date;
}

/** View `mails/scheduled-report`: a report's figures, in words of the letter itself. */
export interface ScheduledReportLetter extends Names {
  /** The report in the portal; empty for somebody who has no login. */
  readonly href: string;
  /** Whether there is no button, because there is nowhere to lead. */
  readonly placesButton: boolean;
  readonly report: Text;
  readonly whose: string;
  /** Over how many customers the figures go, where it is not one alone. */
  readonly together: Text | null;
  /** First and last day, as ISO 8601 writes them. */
  readonly from: string;
  readonly to: string;
  readonly figures: readonly {
    readonly label: string;
    readonly value: string;
    readonly note: string | null;
  }[];
  /** What the report's chart says in a sentence. */
  readonly sentence: Text | null;
  /** Something to know about the figures. */
  readonly note: Text | null;
  /** That there is nothing to tell of these days. */
  readonly nothing: boolean;
  /** That the rows go along as a file, and whether those of all customers do; null where none does. */
  readonly attached: Text | null;
  readonly stopHref: string | null;
}

/** View `mails/staff-welcome`, subject `say('mail.staffWelcome.subject')`. */
export interface StaffWelcomeLetter extends Names {
  readonly href: string;
  /** With which address they sign in. */
  readonly email: string;
  readonly expiresAt: Date;
}

/** View `mails/test`, subject `say('mail.test.subject')`. */
export interface TestLetter extends Names {
  /** Where the button leads: `Config.baseUrl`. */
  readonly href: string;
  /** The person who asked for it. */
  readonly askedBy: string;
}

/** Makes the letter of a mail from the rows as they are now; undefined when it is no longer wanted. */
export type Compose = (mail: MailRow) => Promise<Letter | undefined>;

export const COMPOSES = Symbol('composes');

/**
 * Marks the one method that composes mails of this kind: `(mail: MailRow) => Promise<Letter | undefined>`, undefined
 * when the mail is no longer wanted (revoked, used, replaced, run out). It is found at start.
 */
export const Composes = (kind: MailKind) => SetMetadata(COMPOSES, kind);
