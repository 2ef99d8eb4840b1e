import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from './config.js';

const NONCE = 12;
const TAG = 16;

/** Keeps a secret in the database so that the database alone does not tell it: AES-256-GCM under the secret key. */
@Injectable()
export class Sealing {
  private readonly keys: readonly Buffer[];

  constructor({ secretKeys }: Config) {
    this.keys = secretKeys.map((secret) => createHash('sha256').update(`sealing:${secret}`).digest());
  }

  /** @param whose what belongs to it: sealed for one row, it opens in no other */
  seal(text: string, whose: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.keys[0] as Buffer, nonce).setAAD(Buffer.from(whose));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Undefined for what none of today's secret keys has sealed, or not for this. */
  open(sealed: string, whose: string): string | undefined {
    return this.opened(sealed, whose)?.text;
  }

  /** The same text sealed by the first secret key; undefined where it is already, and where none opens it. */
  renewed(sealed: string, whose: string): string | undefined {
    const opened = this.opened(sealed, whose);
    return opened && opened.key > 0 ? this.seal(opened.text, whose) : undefined;
  }

  private opened(sealed: string, whose: string): { readonly text: string; readonly key: number } | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    for (const [key, secret] of this.keys.entries()) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE))
          .setAAD(Buffer.from(whose))
          .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        const text = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
        return { text: text.toString('utf8'), key };
      } catch {
        // Sealed by another key.
      }
    }
    return undefined;
  }
}
