import { describe, expect, it } from '@jest/globals';
import { say } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import { readMessages, Words } from '../../platform/pages/words.js';
import { askBlock, contactOf, mailAddress, telephone } from './ask.js';

const words = new Words(readMessages('messages/en'));
const write = words.say.bind(words);
const office = { name: 'Marlow Waste', phone: '01628 555 0142', email: 'hello@marlow.example' };
const nobody = { name: '', phone: '', email: '' };
const asked = {
  title: say('jobs.recordTitle', { reference: 'J/1 & 2' }),
  reference: 'J/1 & 2',
  customer: 'Acme & Sons',
  address: 'https://portal.example/portal/jobs/1',
};

describe('whom to ask', () => {
  it('is the account manager, and the business for what is not known of them', () => {
    expect(contactOf({ ...nobody, name: 'Maya Lee', phone: '07700 900123' }, office)).toEqual({
      name: 'Maya Lee',
      phone: '07700 900123',
      email: 'hello@marlow.example',
    });
    expect(contactOf(nobody, office)).toEqual(office);
  });

  it('is nobody where neither phone nor address is known', () => {
    expect(askBlock({ ...nobody, phone: 'on request' }, asked, write)).toBeUndefined();
  });
});

describe('a letter', () => {
  it('has the reference filled in, whatever stands in it', () => {
    const { email } = askBlock(office, asked, write) ?? {};
    const { pathname, searchParams } = new URL(email?.href ?? '');
    expect(pathname).toBe('hello@marlow.example');
    expect(searchParams.get('subject')).toBe('Question about Job J/1 & 2');
    expect(searchParams.get('body')).toMatch(
      /^Hello,\r\n\r\nI have a question about Job J\/1 & 2 \(Acme & Sons\)/,
    );
    expect(searchParams.get('body')).toContain('https://portal.example/portal/jobs/1');
    // A plus would be a plus in a mail program, not a space.
    expect(email?.href).not.toMatch(/[ +]/);
  });

  it('names the reference behind a title that does not', () => {
    const { email } =
      askBlock(office, { ...asked, title: verbatim('Insurance'), reference: 'DOC-9' }, write) ?? {};
    expect(decodeURIComponent(email?.href ?? '')).toContain('subject=Question about Insurance (DOC-9)');
  });

  it('cannot be led astray by an address', () => {
    expect(mailAddress('a?bcc=b&c@d.example', 's', 'b')).toBe(
      'mailto:a%3Fbcc%3Db%26c@d.example?subject=s&body=b',
    );
  });
});

describe('a telephone', () => {
  it.each([
    ['01628 555 0142', '016285550142'],
    ['+44 (0)1628 555-0142', '+4416285550142'],
    ['(01628) 555 0142 ext. 12', '016285550142;ext=12'],
    ['0800 1234 x 7', '08001234;ext=7'],
    ['on request', ''],
  ])('dials %s as %s', (written, dialled) => expect(telephone(written)).toBe(dialled));
});
