import { describe, expect, it } from '@jest/globals';
import { Secret } from 'otpauth';
import {
  bareHash,
  keyedHash,
  newRecoveryCodes,
  newSecret,
  qrPath,
  recoveryHash,
  secretAddress,
  stepOf,
} from './two-step.codes.js';

describe('codes of an app', () => {
  // RFC 6238, appendix B: the secret "12345678901234567890", eight digits there and the last six of them here.
  const secret = Secret.fromUTF8('12345678901234567890').base32;
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
    [2000000000, '279037', 66666666],
  ])('are those of the standard at %d seconds', (seconds, code, step) => {
    expect(stepOf(secret, code, seconds * 1000)).toBe(step);
  });

  it('may be half a minute early or late, and no more', () => {
    const at = (seconds: number) => stepOf(secret, '287082', seconds * 1000);
    expect([at(29), at(30), at(60), at(89), at(90), at(-1)]).toEqual([1, 1, 1, 1, undefined, undefined]);
  });

  it.each(['', '28708', '2870822', 'abcdef', '28 7082'])('are six digits: not “%s”', (code) => {
    expect(stepOf(secret, code, 59_000)).toBeUndefined();
  });

  it('say whose they are to the app', () => {
    const address = new URL(secretAddress(newSecret(), 'Saltfen & Sons', 'moira@saltfen.example'));
    expect([address.protocol, address.searchParams.get('issuer')]).toEqual(['otpauth:', 'Saltfen & Sons']);
    expect(decodeURIComponent(address.pathname)).toContain('moira@saltfen.example');
    expect(qrPath(String(address)).path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
  });
});

describe('recovery codes', () => {
  it('are ten, all different, and read however they are typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((code) => /^[A-Z2-9]{4}-[A-Z2-9]{4}$/.test(code))).toBe(true);
    const [code = ''] = codes;
    const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
    expect(recoveryHash(typed, 'JBSWY3DPEHPK3PXP')).toBe(recoveryHash(code, 'JBSWY3DPEHPK3PXP'));
  });

  it('are kept so that nobody finds them by trying who has not the secret, also those kept before', () => {
    const [code = ''] = newRecoveryCodes();
    expect(recoveryHash(code, 'JBSWY3DPEHPK3PXP')).not.toBe(recoveryHash(code, 'JBSWY3DPEHPK3PXQ'));
    expect(recoveryHash(code, 'JBSWY3DPEHPK3PXP')).not.toContain(bareHash(code));
    expect(keyedHash(bareHash(code), 'JBSWY3DPEHPK3PXP')).toBe(recoveryHash(code, 'JBSWY3DPEHPK3PXP'));
  });
});
