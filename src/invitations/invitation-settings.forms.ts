import { Invalid, say, type Text } from '../platform/errors.js';
import type { Answers } from '../platform/http/behind.js';
import type { InvitationSettings } from './invitation-settings.queries.js';
import { textFaults } from './mail-text.js';

type Sent = Readonly<Record<string, unknown>>;

export const MOST_DAYS = 60;
const LONGEST = 10_000;

/** What was typed, right or wrong, by the fields of the form. */
export type TypedSettings = Readonly<Record<'subject' | 'body' | 'days', string>>;

/** A browser sends the ends of lines as two signs; what cannot be printed is nobody's text. */
export function typedSettings(sent: Sent): TypedSettings {
  const text = (name: string) => {
    const value = sent[name];
    return typeof value === 'string'
      ? value.slice(0, LONGEST).normalize('NFC').replaceAll('\0', '').trim()
      : '';
  };
  const body = text('body')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ');
  return { subject: text('subject'), body, days: text('days') };
}

export const settingsAnswers = ({ subject, body, days }: InvitationSettings): Answers => ({
  subject,
  body,
  days: String(days),
});

/** @throws Invalid with every fault at its field */
export function readSettings(sent: Sent): {
  readonly settings: InvitationSettings;
  readonly version: number;
} {
  const { subject, body, days } = typedSettings(sent);
  const faults: Record<string, Text> = { ...textFaults({ subject, body }) };
  if (!/^\d{1,2}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS)
    faults['days'] = say('invitations.settings.daysWrong', { most: MOST_DAYS });
  const version = Number(sent['version']);
  if (!Number.isSafeInteger(version) || version < 1) faults['version'] = say('settings.behind.noVersion');
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return { settings: { subject, body, days: Number(days) }, version };
}
