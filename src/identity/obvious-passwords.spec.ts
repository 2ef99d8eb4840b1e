import { describe, expect, it } from '@jest/globals';
import { obvious } from './obvious-passwords.js';

const owner = { email: 'ann.lee@acme.example', organisation: 'Saltfen Waste' };

describe('an obvious password is refused, and it is said why', () => {
  it.each([
    ['passwordpassword', 'repeats'],
    ['aaaaaaaaaaaa', 'repeats'],
    ['abcabcabcab', 'repeats'],
    ['blue sky blue sky', 'repeats'],
    ['1212121213', 'repeats'],
    ['password123', 'common'],
    ['P@ssw0rd2026!', 'common'],
    ['Welcome-2026', 'common'],
    ['adm1nistrator', 'common'],
    ['1234567890', 'common'],
    ['0987654321', 'common'],
    ['qwertyuiop', 'common'],
    ['qwerty123456', 'common'],
    ['1qaz2wsx3edc', 'common'],
    ['!@#$%^&*()', 'common'],
    ['hello monday', 'common'],
    ['Ann.Lee-is-here', 'holdsEmail'],
    ['yellow annlee lamp', 'holdsEmail'],
    ['ann.lee@acme.example', 'holdsEmail'],
    ['saltfenwaste', 'holdsName'],
    ['Our Saltfen Waste portal', 'holdsName'],
    ['Saltfen2026!', 'holdsName'],
  ])('%s', (password, because) => expect(obvious(password, owner)?.key).toBe(`identity.password.${because}`));

  it.each([
    'three words that rhyme',
    'a stapled brown cloud',
    'a password of my own',
    'lemon-falcon-button-16',
    'monkey football sunshine',
    'waste not want not',
    'kX9$vQ2&mT7',
    '4829175036',
    'βαρκα στο βουνό',
  ])('%s may be used', (password) => expect(obvious(password, owner)).toBeUndefined());

  it('a short email and a business without a name are in no password', () => {
    expect(obvious('jo and a brown cloud', { email: 'jo@acme.example', organisation: '' })).toBeUndefined();
  });
});
