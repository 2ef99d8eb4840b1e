import { isEmail } from 'class-validator';
import { addressParser } from 'postal-mime';
import { ConfigError } from '../platform/config.js';

/** A mailbox with the name of its owner, such as `Acme Waste <portal@acme.example>`. */
export interface NamedAddress {
  readonly name: string;
  readonly address: string;
}

/** Whether this is one plain address, and nothing that could end a header or name a second recipient. */
export const isAddress = (text: string): boolean => isEmail(text);

/** @throws ConfigError when `MAIL_FROM` is not one address, with or without a name */
export function senderOf(mailFrom: string): NamedAddress {
  const [first, ...others] = addressParser(mailFrom);
  const address = first?.address ?? '';
  // A machine's own name, `localhost`, is no address to the outside, but good enough to try things out.
  if (others.length > 0 || !/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(address)) {
    throw new ConfigError(`MAIL_FROM must be one address such as "Acme Waste <portal@acme.example>".`);
  }
  return { name: first?.name ?? '', address };
}
