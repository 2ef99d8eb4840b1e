import { isAddress } from '../mail/addresses.js';
import { emailKey } from '../identity/login.entity.js';
import { say, type Text } from '../platform/errors.js';

/** A person as somebody typed them. */
export interface TypedPerson {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** What is the matter with one piece of what was typed. */
export interface TypedFault {
  readonly typed: string;
  readonly fault: Text;
  /** An address that was there before. */
  readonly twice?: true;
}

export const MOST_PEOPLE = 200;
const LONGEST_NAME = 100;

/**
 * Reads people out of what was typed or pasted: one a line, or parted by commas or semicolons, with or without names,
 * as mail programs and spreadsheets write them: `ann@x.test`, `Ann Lee <ann@x.test>`, `"Lee, Ann" <ann@x.test>`,
 * `Ann Lee, ann@x.test`. A name that stands alone belongs to the address behind it on its line.
 */
export function readTypedPeople(
  text: string,
  most = MOST_PEOPLE,
): {
  readonly people: readonly TypedPerson[];
  readonly faults: readonly TypedFault[];
} {
  const found = text.normalize('NFC').replaceAll('\0', ' ').split(/\r?\n/).flatMap(readLine);
  const seen = new Set<string>();
  const people: TypedPerson[] = [];
  const faults: TypedFault[] = [];
  for (const one of found) {
    if ('fault' in one) faults.push(one);
    else if (seen.has(emailKey(one.email)))
      faults.push({
        typed: one.email,
        fault: say('portal-users.people.twice', { email: one.email }),
        twice: true,
      });
    else {
      seen.add(emailKey(one.email));
      people.push(one);
    }
  }
  if (people.length > most) faults.push({ typed: '', fault: say('portal-users.people.tooMany', { most }) });
  return { people, faults };
}

function readLine(line: string): (TypedPerson | TypedFault)[] {
  const found: (TypedPerson | TypedFault)[] = [];
  let names: string[] = [];
  for (const piece of pieces(line)) {
    if (!piece.includes('@')) names.push(piece);
    else {
      found.push(readPiece(piece, names));
      names = [];
    }
  }
  return [
    ...found,
    ...names.map((typed) => ({ typed, fault: say('portal-users.people.noEmail', { typed }) })),
  ];
}

/** The pieces of a line between commas, semicolons and tabs that stand neither in quotes nor in pointed brackets. */
function pieces(line: string): string[] {
  const parted = line.match(/(?:"[^"]*"|<[^<>]*>|[^,;\t])+/g) ?? [];
  return parted.flatMap(addresses).filter(Boolean);
}

/** Addresses with nothing but a space between them are several pieces. */
function addresses(piece: string): string[] {
  const words = piece.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => word.includes('@')) ? words : [piece.trim()];
}

function readPiece(piece: string, names: readonly string[]): TypedPerson | TypedFault {
  const bracketed = /^(.*)<\s*([^<>]*?)\s*>$/.exec(piece);
  const words = piece.split(/\s+/);
  const address = bracketed?.[2] ?? words.find((word) => word.includes('@')) ?? '';
  const own = bracketed?.[1] ?? words.filter((word) => word !== address).join(' ');
  const email = address.replace(/^mailto:/i, '');
  if (!isAddress(email))
    return { typed: piece, fault: say('portal-users.people.badEmail', { typed: piece.slice(0, 200) }) };
  return { email, ...parted(turned([own, ...names])) };
}

/** A last name typed before a comma goes behind: `Lee, Ann` is Ann Lee. */
function turned(parts: readonly string[]): string {
  const plain = parts.map((part) => part.replaceAll('"', '').trim()).filter(Boolean);
  return plain
    .flatMap((part) => {
      const [last = '', first = ''] = part.split(/\s*,\s*/, 2);
      return first ? [first, last] : [last];
    })
    .join(' ');
}

function parted(name: string): { firstName: string; lastName: string } {
  const [first = '', ...others] = name.split(/\s+/);
  return { firstName: first.slice(0, LONGEST_NAME), lastName: others.join(' ').slice(0, LONGEST_NAME) };
}
