import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { Config } from '../platform/config.js';

/** Signs the cookie's token with the first secret key and finds the key of any token by its id. */
@Injectable()
export class SessionTokens {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly first: { readonly id: string; readonly key: KeyObject };

  constructor(config: Config) {
    const keys = config.secretKeys.map((secret) => ({
      id: createHash('sha256').update(`key id:${secret}`).digest('hex').slice(0, 8),
      // As a KeyObject, once: handing the string to every verification costs forty times as much.
      key: createSecretKey(createHash('sha256').update(`session:${secret}`).digest()),
    }));
    this.first = keys[0] as (typeof keys)[number];
    this.keys = new Map(keys.map(({ id, key }) => [id, key]));
  }

  sign(sessionId: string, expiresAt: Date): string {
    const payload = { sid: sessionId, exp: Math.floor(expiresAt.getTime() / 1000) };
    return jwt.sign(payload, this.first.key, { algorithm: 'HS256', keyid: this.first.id });
  }

  /** Which session a token names; undefined for what is no token of ours, or has run out. */
  sessionOf(token: string): string | undefined {
    try {
      const { sid } = jwt.verify(token, this.keyOf(token), { algorithms: ['HS256'] }) as { sid?: unknown };
      return typeof sid === 'string' ? sid : undefined;
    } catch {
      return undefined;
    }
  }

  /** The key that signed a token; the first where the token names none we know, so that it fails to verify. */
  keyOf(token: string): KeyObject {
    if (this.keys.size === 1) return this.first.key;
    const header = jwt.decode(token, { complete: true })?.header;
    return this.keys.get(header?.kid ?? '') ?? this.first.key;
  }
}
