import { createHash, createHmac, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import qrcode from 'qrcode-generator';

const PERIOD = 30;
const RECOVERY_CODES = 10;
/** Without the letters and figures that are taken for one another. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

const totp = (secret: string, names: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({ ...names, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD, algorithm: 'SHA1' });

export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What the app reads from the picture. */
export const secretAddress = (secret: string, issuer: string, email: string): string =>
  totp(secret, { issuer, label: email }).toString();

/**
 * The time step of a code that the app shows now, or showed half a minute ago, or will: clocks are never quite the same.
 * Undefined for any other.
 */
export function stepOf(secret: string, code: string, now = Date.now()): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = totp(secret).validate({ token: code, window: 1, timestamp: now });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD) + delta;
}

/** Codes for paper, such as `K7QM-2XWD`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => `${letters(4)}-${letters(4)}`);

const letters = (count: number): string =>
  Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/**
 * However it is typed. A code is short enough to be found by trying them all, so what is kept is an HMAC under the secret
 * of the login's app, which is sealed by the secret key: the database alone tells no code.
 */
export const recoveryHash = (code: string, secret: string): string => keyedHash(bareHash(code), secret);

/** How codes were kept before: without a key. */
export const bareHash = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest('hex');

/** What a code that was kept without a key is kept as. */
export const keyedHash = (bare: string, secret: string): string =>
  KEYED + createHmac('sha256', secret).update(`recovery code:${bare}`).digest('base64url');

/** What the kept ones begin with. */
export const KEYED = 'hmac:';

/** A text as the dark squares of a QR code, in a box of so many units a side. */
export function qrPath(text: string): { readonly path: string; readonly box: number } {
  const qr = qrcode(0, 'M');
  qr.addData(text);
  qr.make();
  const size = qr.getModuleCount();
  const squares: string[] = [];
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (qr.isDark(row, column)) squares.push(`M${column} ${row}h1v1h-1z`);
  // Four units of white around it, without which cameras find nothing.
  return { path: squares.join(''), box: size + 8 };
}
