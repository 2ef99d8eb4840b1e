import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Digits and letters that nobody confuses when reading them off a terminal (after Crockford). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/**
 * The one-time code of the set-up page, 80 bits as `K7QM-2XPA-9DFT-81WE`. It is kept nowhere: every process of an
 * installation makes the same of its secret key and its database.
 */
export function setUpCode(secretKey: string, database: string): string {
  const mac = createHmac('sha256', secretKey).update(`set-up:${database}`).digest();
  const signs = [...mac.subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
  return signs.replace(/(.{4})(?=.)/g, '$1-');
}

/** Whether somebody typed the code, however they wrote it. Takes as long whatever they typed. */
export function isSetUpCode(typed: string, secretKeys: readonly string[], database: string): boolean {
  const plain = (code: string) =>
    code
      .toUpperCase()
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1')
      .replace(/[^\dA-Z]/g, '');
  const hash = (code: string) => createHash('sha256').update(plain(code)).digest();
  return secretKeys
    .map((key) => timingSafeEqual(hash(typed), hash(setUpCode(key, database))))
    .some((right) => right);
}
