import { describe, expect, it } from '@jest/globals';
import { filledBody, filledSubject, textFaults, type PlaceholderValues } from './mail-text.js';

const values: PlaceholderValues = {
  inviter: 'Ruth Bailey',
  organisation: 'Marlow Waste',
  portal: 'Marlow Online',
  customer: 'Acme <b>Ltd</b>',
  firstName: 'Sam',
  link: 'https://portal.test/invitations/x',
  endDate: 'Wed 11 Mar 2026',
  phone: '',
};
const subject = '{inviter} invites you';
const body = 'Hello {firstName},\n\n{link}';
const faults = (more: object) =>
  Object.fromEntries(
    Object.entries(textFaults({ subject, body, ...more })).map(([field, { key }]) => [field, key]),
  );
const text = (written: string, some: Partial<PlaceholderValues> = {}) =>
  filledBody(written, { ...values, ...some }).map(({ isButton, lines }) =>
    isButton
      ? '[button]'
      : lines
          .map(({ pieces }) =>
            pieces.map(({ text: words, isLink }) => (isLink ? `[${words}]` : words)).join(''),
          )
          .join(' / '),
  );

describe('the text of an invitation', () => {
  it('is checked', () => {
    expect(faults({})).toEqual({});
    expect(faults({ subject: '' })).toEqual({ subject: 'platform.fields.required' });
    expect(faults({ subject: 'Hello\r\nBcc: all@x.test' })).toEqual({ subject: 'invitations.text.oneLine' });
    expect(faults({ subject: 'x'.repeat(151) })).toEqual({ subject: 'invitations.text.tooLong' });
    expect(faults({ subject: 'See {link}' })).toEqual({ subject: 'invitations.text.linkInSubject' });
    expect(faults({ subject: '{Inviter}' })).toEqual({ subject: 'invitations.text.unknown' });
    expect(faults({ body: '' })).toEqual({ body: 'platform.fields.required' });
    expect(faults({ body: 'Hello' })).toEqual({ body: 'invitations.text.noLink' });
    expect(faults({ body: '{link} {name}' })).toEqual({ body: 'invitations.text.unknown' });
    expect(faults({ body: `{link} ${'x'.repeat(4000)}` })).toEqual({ body: 'invitations.text.tooLong' });
    expect(faults({ body: '{link} a { brace } {' })).toEqual({ body: 'invitations.text.unknown' });
    expect(faults({ body: '{link} a brace {' })).toEqual({});
  });

  it('has its paragraphs, its lines, and the place of the button', () => {
    expect(text('Dear {firstName},\nwelcome to {portal}.\n\n\n{link}\n \nUntil {endDate}')).toEqual([
      'Dear Sam, / welcome to Marlow Online.',
      '[button]',
      'Until Wed 11 Mar 2026',
    ]);
    expect(text('Open {link} now')).toEqual(['Open [https://portal.test/invitations/x] now']);
  });

  it('leaves no gap where nothing is known', () => {
    expect(text('Hello {firstName},', { firstName: '' })).toEqual(['Hello,']);
    expect(text('{firstName} Hello, call {phone}.')).toEqual(['Sam Hello, call.']);
  });

  it('never reads a name as a place, a header or HTML', () => {
    expect(text('{customer}', { customer: '{link}' })).toEqual(['{link}']);
    expect(text('{customer}')).toEqual(['Acme <b>Ltd</b>']);
    const inviter = 'Ruth\r\nBcc: all@x.test';
    expect(filledSubject(subject, { ...values, inviter })).toBe('Ruth Bcc: all@x.test invites you');
  });
});
