import type { OrganisationFacts } from '../../access/viewer.js';
import type { Ask } from '../../platform/database/portal-reads.js';
import { say, type Text } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import type { AskBlock } from './record-page.js';

/** Whom to ask at the business; what is not known is empty. */
export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** Who looks after a customer, as the customer's own row says; read under the same scope as the record. */
export async function accountManagerOf(customerId: string, ask: Ask): Promise<Contact> {
  const [row] = await ask<Contact>(
    `select account_manager as name, account_manager_phone as phone, account_manager_email as email
     from customers where id = $1`,
    [customerId],
    'account manager',
  );
  return row ?? { name: '', phone: '', email: '' };
}

/** The customer's account manager, and the business itself for whatever is not known of them. */
export function contactOf(
  manager: Contact,
  organisation: Pick<OrganisationFacts, 'name' | 'phone' | 'email'>,
): Contact {
  return {
    name: manager.name || organisation.name,
    phone: manager.phone || organisation.phone,
    email: manager.email || organisation.email,
  };
}

/** What somebody asks about. */
export interface Asked {
  readonly title: Text;
  readonly reference: string;
  readonly customer: string;
  /** The record's page, for whoever answers. */
  readonly address: string;
}

/** *Ask about this*: phone and mail of the contact, with the reference filled in. Nothing where nobody can be asked. */
export function askBlock(
  { name, phone, email }: Contact,
  asked: Asked,
  write: (text: Text) => string,
): AskBlock | undefined {
  const dial = telephone(phone);
  if (!dial && !email) return undefined;
  const title = write(asked.title);
  const what = title.includes(asked.reference)
    ? title
    : write(say('sections.ask.titled', { title, reference: asked.reference }));
  const { customer, address } = asked;
  const body = write(say('sections.ask.body', { what, customer, address }));
  return {
    kind: 'ask',
    title: say('sections.ask.title'),
    text: say('sections.ask.text', { reference: asked.reference }),
    name: name ? verbatim(name) : null,
    phone: dial ? { label: phone, href: `tel:${dial}` } : null,
    email: email
      ? { label: email, href: mailAddress(email, write(say('sections.ask.subject', { what })), body) }
      : null,
  };
}

/** A letter with its subject and text filled in, as RFC 6068 writes it. */
export function mailAddress(email: string, subject: string, body: string): string {
  const to = email.split('@').map(encodeURIComponent).join('@');
  const text = body.replace(/\r?\n/g, '\r\n');
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
}

/**
 * What a telephone dials (RFC 3966), from a number as people write it: "+44 (0)1628 555 0142 ext. 12". Empty when there
 * is no number in it.
 */
export function telephone(written: string): string {
  const [number = '', extension = ''] = written.split(/\s*(?:,|\bext(?:ension)?\b\.?|\bx(?=\s*\d))\s*/i);
  const international = number.trim().startsWith('+');
  const digits = (international ? number.replace(/\(0\)/g, '') : number).replace(/\D/g, '');
  const more = extension.replace(/\D/g, '');
  if (!digits) return '';
  return `${international ? '+' : ''}${digits}${more ? `;ext=${more}` : ''}`;
}
