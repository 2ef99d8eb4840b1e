import { say, type Text } from '../platform/errors.js';

/** Whom a password is for: what a stranger who knows them would try first. */
export interface PasswordOwner {
  readonly email: string;
  /** The name of the organisation. */
  readonly organisation: string;
}

/** Words that stand in the lists of what is tried first, in small letters. Beside them nothing much makes it better. */
const TRIED_FIRST = `
  administrator password passwort kennwort internet computer changeme iloveyou liverpool manchester
  letmein welcome default football baseball sunshine princess superman starwars trustno whatever
  business customer company portico summer winter spring autumn october november december january february
  monday friday london england arsenal chelsea charlie michael jordan monkey dragon master shadow
  batman flower cheese secret access portal office admin login hello guest money please test user temp pass`
  .trim()
  .split(/\s+/)
  .sort((one, other) => other.length - one.length);

/** What fingers do without thinking, in both directions. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
  '!@#$%^&*()',
  '!"£$%^&*()',
].flatMap((run) => [run, [...run].reverse().join('')]);

const YEAR = /(?:19|20)\d\d/g;
/** Signs in the place of letters. They are the first thing that is tried, too. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Shorter parts of an email or a name are in too many good passwords. */
const LONG_ENOUGH = 4;
/** As many different signs a password needs beside what everybody tries. */
const OF_ITS_OWN = 5;
/** Three words that do not belong together are good, however common each is. */
const WORDS_AT_MOST = 2;

/**
 * What is so obvious about a new password that it must not be used, in a sentence that says how to mend it: it holds
 * the person's email or the organisation's name, repeats itself, or is among those that are tried first. Nothing of it
 * measures strength: that is for its length to give.
 */
export function obvious(password: string, owner: PasswordOwner): Text | undefined {
  const typed = password.normalize('NFKC').toLowerCase();
  const [mailbox = ''] = owner.email.split('@');
  if (holds(typed, mailbox)) return say('identity.password.holdsEmail', { part: mailbox });
  const { organisation } = owner;
  if (holds(typed, organisation)) return say('identity.password.holdsName', { part: organisation });
  if (repeats(typed)) return say('identity.password.repeats');
  if (isTriedFirst(typed, [])) return say('identity.password.common');
  const names = organisation.toLowerCase().split(/\s+/).filter(isLong);
  const name = names.find((part) => typed.includes(part));
  return name && isTriedFirst(typed, names) ? say('identity.password.holdsName', { part: name }) : undefined;
}

/** Letters and digits alone: *Ann.Lee* and *ann lee* are the same. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const isLong = (part: string): boolean => part.length >= LONG_ENOUGH;
const holds = (typed: string, part: string): boolean =>
  isLong(plain(part)) && plain(typed).includes(plain(part));

/** One piece again and again, or hardly any different signs. */
function repeats(typed: string): boolean {
  const signs = [...typed.replace(/\s/g, '')];
  const isPeriod = (length: number) =>
    signs.every((sign, index) => index < length || sign === signs[index - length]);
  const half = Math.floor(signs.length / 2);
  return Array.from({ length: half }, (_, index) => index + 1).some(isPeriod) || different(signs) < 5;
}

const different = (signs: readonly string[]): number => new Set(signs).size;

/** Whether hardly anything is left beside words that are tried first, `names`, years, and runs along the keyboard. */
function isTriedFirst(typed: string, names: readonly string[]): boolean {
  const covered = new Set<number>();
  const cover = (from: number, length: number) => {
    for (let at = from; at < from + length; at += 1) covered.add(at);
  };
  const letters = [...typed].map((sign) => LOOKALIKES[sign] ?? sign).join('');
  const words = [...names, ...TRIED_FIRST].filter((word) => {
    const places = placesOf(letters, word).filter((place) => !covered.has(place));
    for (const place of places) cover(place, word.length);
    return places.length > 0;
  });
  if (words.length > WORDS_AT_MOST) return false;
  for (const year of typed.matchAll(YEAR)) cover(year.index, 4);
  for (let at = 0; at + 3 <= typed.length; at += 1)
    if (RUNS.some((run) => run.includes(typed.slice(at, at + 3)))) cover(at, 3);
  return different([...typed].filter((sign, at) => !covered.has(at) && sign !== ' ')) < OF_ITS_OWN;
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at);
  return places;
}
