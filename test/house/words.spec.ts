import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { templateSources } from '../../src/platform/pages/templates.js';
import { readMessages, readTradeWords, Words, type Messages } from '../../src/platform/pages/words.js';

const messages = readMessages('messages/en');
const words = new Words(messages);
const folders = new Set(Object.keys(messages));

const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => [path, readFileSync(path, 'utf8')] as const);

/** Every quoted text that has the form of a key of a folder that has words: `'customers.saved'`. */
function keysIn(source: string, known: ReadonlySet<string> = folders): string[] {
  const quoted = [
    ...withoutComments(source).matchAll(
      /(?:say\(|[Kk]ey:|\bt |label=|title=|text=|help=|words=|button=|message:)\s*['"]([a-z][\w-]*(?:\.[\w-]+)+)['"]/g,
    ),
  ];
  return quoted.map((match) => match[1] ?? '').filter((key) => known.has(key.split('.')[0] ?? ''));
}

const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[^]*?\*\/|(?<![:'"])\/\/.*$/gm, '');

/** Every sentence with its key. */
const sentences = (part: Messages, path = ''): [string, string][] =>
  Object.entries(part).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[`${path}${name}`, value] as [string, string]]
      : sentences(value, `${path}${name}.`),
  );

/** What nobody says to a customer: jargon of software, blame, and noise. See docs/words.md. */
const banned = [
  // The waste tracking ID is the regulator's own word for it.
  /\b(scope|permission key|payload|null|boolean|string|token|backend|frontend|database|cache|queue|timeout|URL|(?<!aste tracking )ID)\b/,
  /\b(operation|withheld)\b/i,
  /\b(invalid|illegal|forbidden|fatal|oops|sorry|please note)\b/i,
  // How something stands is its status, on every page.
  /^States?$/,
  /!/,
  /\b(click here|e\.g\.|i\.e\.|etc\.)/i,
];
const bannedIn = (sentence: string): string[] =>
  banned.flatMap((rule) => rule.exec(sentence.replace(/\{\{.*?\}\}/g, ''))?.[0] ?? []);

describe('every key that is named has words', () => {
  it.each([...sources, ...templateSources('views')])('%s', (_, source) => {
    expect(keysIn(source).filter((key) => !words.has(key))).toEqual([]);
  });
});

/** What the API answers is read by people who write programs. */
const forPeople = sentences(messages).filter(([key]) => !/\.api\./.test(key));

describe('every sentence is in the voice of docs/words.md', () => {
  it.each(forPeople)('%s', (_, sentence) => {
    expect(bannedIn(sentence)).toEqual([]);
    expect(sentence).toBe(sentence.trim());
    expect(sentence).not.toBe('');
  });
});

/** What systems are told stays as the contract has it, whatever the trade. */
const NOT_OVERLAID = /^(api-docs|imports\.(map|form))\./;
const placeholders = (sentence: string) => sentence.match(/\{\{.*?\}\}/g) ?? [];
const own = new Map(sentences(messages));

describe.each(Object.entries(readTradeWords('messages/en')))('the words of the trade %s', (_, trade) => {
  const others = sentences(trade as Messages);

  it.each(others)(
    '%s stands in the place of a sentence, says the same, and in the same voice',
    (key, sentence) => {
      expect(placeholders(sentence)).toEqual(placeholders(own.get(key) ?? 'nothing'));
      expect(own.has(key)).toBe(true);
      expect(bannedIn(sentence)).toEqual([]);
    },
  );

  it('stand wherever the product says job, where that is called otherwise: add the sentence to messages/en/trades', () => {
    const overlaid = new Set(others.map(([key]) => key));
    if (!overlaid.has('jobs.title')) return;
    const left = [...own].filter(
      ([key, sentence]) =>
        !overlaid.has(key) &&
        !NOT_OVERLAID.test(key) &&
        /\bjobs?\b/i.test(sentence.replace(/\{\{.*?\}\}/g, '')),
    );
    expect(left.map(([key]) => key).filter((key) => !key.startsWith('settings.trade.'))).toEqual([]);
  });
});

describe('the rules find', () => {
  it('a key without words', () => {
    expect(keysIn("say('platform.nowhere')")).toEqual(['platform.nowhere']);
    expect(keysIn("{{t 'platform.nowhere'}} {{> components/button label='platform.nothing'}}")).toEqual([
      'platform.nowhere',
      'platform.nothing',
    ]);
    expect(keysIn("import x from 'node.js'; can('customers.read')")).toEqual([]);
    expect(words.has('platform.nowhere')).toBe(false);
  });

  it('words that nobody should read', () => {
    expect(bannedIn('Invalid token!')).toEqual(['token', 'Invalid', '!']);
    expect(bannedIn('The operation failed')).toEqual(['operation']);
    expect(bannedIn('Enter an email address, such as name@example.com.')).toEqual([]);
    expect(bannedIn('{{token}} of {{name}}')).toEqual([]);
  });
});
