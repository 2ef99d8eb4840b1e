import { createHmac, createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from './config.js';
import { isId } from './ids.js';

export type TokenPurpose =
  'invitation' | 'notification-stop' | 'password-reset' | 'schedule-stop' | 'sign-in-link';

/** What a row keeps of its token. */
export interface TokenRow {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}

const ID_LENGTH = 22;
const WHOLE = /^[\w-]{65}$/;
/** A link replaced longer ago than this many times is simply unknown. */
const REMEMBERED = 50;

/**
 * Links in mails. A token is the row's id and an HMAC of id and version, so that the same mail can be made again after
 * a crash; the row holds only its hash, and nothing else holds the token at all.
 */
@Injectable()
export class MailedTokens {
  constructor(private readonly config: Config) {}

  /** A new token's hash, to be written into the row in the same transaction. */
  hash(purpose: TokenPurpose, id: string, version: number): string {
    return sha256(make(this.config.secretKeys[0], purpose, id, version));
  }

  /** The token of a row, made again; undefined when none of today's secret keys made it. */
  token(purpose: TokenPurpose, row: TokenRow): string | undefined {
    return this.config.secretKeys
      .map((key) => make(key, purpose, row.id, row.version))
      .find((token) => same(sha256(token), row.hash));
  }

  /**
   * The same for a link that does not run out. Where the key that made it is gone it is made anew: the hash is then
   * another, to be written into the row before the mail goes, and links mailed before are unknown.
   */
  lasting(purpose: TokenPurpose, row: TokenRow): { readonly token: string; readonly hash: string } {
    const token = this.token(purpose, row) ?? make(this.config.secretKeys[0], purpose, row.id, row.version);
    return { token, hash: sha256(token) };
  }

  /** Whether it has the length and the letters of a token; one that was cut off on its way has not. */
  isWhole(token: string): boolean {
    return WHOLE.test(token);
  }

  /** Which row a token speaks of; whether it is true is for `check` to say. */
  rowId(token: string): string | undefined {
    if (!this.isWhole(token)) return undefined;
    const hex = Buffer.from(token.slice(0, ID_LENGTH), 'base64url').toString('hex');
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return isId(id) ? id : undefined;
  }

  /** Whether a token is the row's own, an earlier one of it, or neither. */
  check(purpose: TokenPurpose, token: string, row: TokenRow): 'current' | 'replaced' | 'unknown' {
    if (same(sha256(token), row.hash)) return 'current';
    const earlier = Array.from(
      { length: Math.min(row.version - 1, REMEMBERED) },
      (_, back) => row.version - 1 - back,
    );
    const replaced = earlier.some((version) =>
      this.config.secretKeys.some((key) => same(make(key, purpose, row.id, version), token)),
    );
    return replaced ? 'replaced' : 'unknown';
  }
}

function make(key: string, purpose: TokenPurpose, id: string, version: number): string {
  const mac = createHmac('sha256', key).update(`${purpose}:${id}:${version}`).digest('base64url');
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url') + mac;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
