import { describe, expect, it } from '@jest/globals';
import { inOneLine, notTaken } from './smtp-answers.js';

const because = (error: object) => notTaken({ message: 'as nodemailer says it', ...error });

describe('what a mail server answers', () => {
  it.each([
    ['nobody answers', { code: 'ESOCKET', message: 'connect ECONNREFUSED 127.0.0.1:25' }],
    ['the name is not found', { code: 'EDNS' }],
    ['it takes too long', { code: 'ETIMEDOUT', command: 'CONN' }],
    ['the connection breaks', { code: 'ECONNECTION', command: 'DATA' }],
    [
      'the server is full',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452, response: '452 later' },
    ],
    ['grey listing', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450, response: '450 try later' }],
    [
      'our password is wrong',
      { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 no' },
    ],
    [
      'our address is unwelcome',
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553, response: '553 no' },
    ],
    [
      'the whole server is closed',
      { code: 'EPROTOCOL', command: 'CONN', responseCode: 554, response: '554 no' },
    ],
  ])('tries again: %s', (_, error) => {
    expect(because(error)).toMatchObject({ taken: false, again: true });
  });

  it.each([
    [
      'nobody of that name',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 no such user' },
    ],
    [
      'the text is refused',
      { code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 looks like spam' },
    ],
    ['no address at all', { code: 'EENVELOPE', command: 'API', message: 'No recipients defined' }],
  ])('gives up: %s', (_, error) => {
    expect(because(error)).toMatchObject({ taken: false, again: false });
  });

  it('keeps the words of the server, or of the connection', () => {
    expect(
      because({ responseCode: 550, command: 'RCPT TO', response: '550-no\r\n550 such user' }).answer,
    ).toBe('550-no 550 such user');
    expect(because({ code: 'ESOCKET' }).answer).toBe('as nodemailer says it');
  });

  it('lets nothing end a line, and nothing go on for ever', () => {
    expect(inOneLine('a\r\nBcc: b\u0000\u2028c ')).toBe('a Bcc: b c');
    expect(inOneLine('x'.repeat(9000))).toHaveLength(500);
  });
});
