import { hash, verify, type Options } from '@node-rs/argon2';

/** OWASP's least for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PASSWORD_LENGTH = { least: 10, most: 200 } as const;

/** argon2id, as it is kept. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST);

let nobody: Promise<string> | undefined;

/** Whether the password is right. Takes as long when there is no such login, or one without a password. */
export async function checkPassword(password: string, kept: string | null | undefined): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const right = await verify(kept ?? (await nobody), password.normalize('NFKC')).catch(() => false);
  return right && Boolean(kept);
}
