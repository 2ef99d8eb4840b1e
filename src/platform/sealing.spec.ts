import { describe, expect, it } from '@jest/globals';
import type { Config } from './config.js';
import { Sealing } from './sealing.js';

const sealing = (...secretKeys: string[]) => new Sealing({ secretKeys } as unknown as Config);

describe('what is sealed', () => {
  const [old, fresh] = ['an old secret key of 32 characters', 'a new secret key of 32 characters.'];

  it('opens for whom it was sealed, also after the key was followed by another', () => {
    const sealed = sealing(old).seal('JBSWY3DPEHPK3PXP', 'login 1');
    expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
    expect(sealing(fresh, old).open(sealed, 'login 1')).toBe('JBSWY3DPEHPK3PXP');
  });

  it('opens for nobody else, with no other key, and not when it was changed', () => {
    const sealed = sealing(old).seal('JBSWY3DPEHPK3PXP', 'login 1');
    expect(sealing(old).open(sealed, 'login 2')).toBeUndefined();
    expect(sealing(fresh).open(sealed, 'login 1')).toBeUndefined();
    const changed = `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`;
    expect(sealing(old).open(changed, 'login 1')).toBeUndefined();
    expect(sealing(old).open('', 'login 1')).toBeUndefined();
  });

  it('is sealed anew by the key that came first, and then needs the old one no more', () => {
    const sealed = sealing(old).seal('JBSWY3DPEHPK3PXP', 'login 1');
    const renewed = sealing(fresh, old).renewed(sealed, 'login 1') ?? '';
    expect(sealing(fresh).open(renewed, 'login 1')).toBe('JBSWY3DPEHPK3PXP');
    expect(sealing(fresh, old).renewed(renewed, 'login 1')).toBeUndefined();
    expect(sealing(fresh).renewed(sealed, 'login 1')).toBeUndefined();
  });
});
