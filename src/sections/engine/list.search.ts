import type { Bind } from './filter.js';
import type { ListRequest } from './list.request.js';
import type { Section } from './section.js';
import { whoseWordsSql, type Whose } from './whose.sql.js';

/** In how many records words begin as those of a search do, by the word; one more than `MOST_GATHERED` where in more. */
export type Frequencies = Readonly<Record<string, number>>;

/** A word in more records than this is likely to be on every page: seeking finds one sooner than gathering all. */
const MOST_RARE = 5000;
/** So many records are gathered to be counted; beyond, they are counted by seeking, and that ends soon. */
const MOST_GATHERED = 100_000;

/** So many words narrow a list as far as anybody needs; each more is looked up by itself. */
const MOST_TERMS = 8;

/** So many parts are kept as one word; of what has more each part is looked for. */
const MOST_JOINED = 12;

/** Signs that join letters and digits into one word, as those of a reference do: `J-T1024`, `2026/03`, `O'Brien`. */
const JOINING = String.raw`\-‐‑–_/.:#'’\\`;
const PARTING = new RegExp(String.raw`[^\p{L}\p{N}\p{M}${JOINING}]+`, 'u');

/**
 * A search is its words; each must begin a word of the record. What is joined is one word, from wherever a part of it
 * begins. A sign at the very end is still on its way to the next part, unless it ends a sentence.
 */
const searchTerms = (q: string): string[] =>
  q
    .split(PARTING)
    .map((word, at, all) => word.replace(at < all.length - 1 ? WITHIN : AT_THE_END, ''))
    .filter(Boolean)
    .flatMap((word) => {
      const parts = partsOf(word);
      return parts.length > MOST_JOINED ? parts : [word];
    })
    .slice(0, MOST_TERMS);

/** The words of a search by themselves, whatever joins them. */
export const wordsOf = (q: string): string[] => searchTerms(q).flatMap(partsOf);

const partsOf = (word: string): string[] => word.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
const isJoined = (word: string): boolean => /[^\p{L}\p{N}\p{M}=]/u.test(word);

const AT_THE_END = /^[^\p{L}\p{N}]+|[.:'’]+$/gu;
const WITHIN = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;

/** Marks a word that a record must hold whole: letters and digits alone are none of it. */
const WHOLE = '=';

/** `SL7-1AA` by its parts: each a whole word, of which the last may be on its way. */
const apart = (word: string): string[] =>
  partsOf(word).map((part, at, all) => (at < all.length - 1 ? `${part}${WHOLE}` : part));

/**
 * What a search looks for, as far as it is known how often that is there. What is joined where nothing is joined so, such
 * as `SL7-1AA` of SL7 1AA, is looked for by its parts.
 */
const termsOf = ({ q, frequencies = {} }: ListRequest): string[] => {
  const terms = searchTerms(q).flatMap((word) =>
    isJoined(word) && frequencies[word] === 0 ? apart(word) : [word],
  );
  return [...new Set(terms)].slice(0, MOST_TERMS);
};

/** Those of which it is not known yet. */
const unweighed = (request: ListRequest): string[] =>
  termsOf(request).filter((word) => !Object.hasOwn(request.frequencies ?? {}, word));

/** Whether it is known how often all of what a search looks for is there. */
export const isWeighed = (request: ListRequest): boolean => unweighed(request).length === 0;

/** Whether a list looks for words at all. */
export const isSearch = ({ q }: ListRequest): boolean => searchTerms(q).length > 0;

/** Asks how often words begin as those of a search do that are not weighed yet: one row, a column for each. */
export function frequencySql(section: Section, request: ListRequest, whose: Whose, bind: Bind): string {
  const counts = unweighed(request).map((word, index) => {
    const condition = wordSql(section, word, whose, bind);
    const begun = `select from record_words w where ${condition} limit ${MOST_GATHERED + 1}`;
    return `(select count(*) from (${begun}) as begun)::int as "${index}"`;
  });
  return `select ${counts.join(', ')}`;
}

/** The request with what `frequencySql` found, by the words of the search. */
export const weighedBy = (
  request: ListRequest,
  row: Readonly<Record<string, unknown>> = {},
): ListRequest & { readonly frequencies: Frequencies } => ({
  ...request,
  frequencies: {
    ...request.frequencies,
    ...Object.fromEntries(unweighed(request).map((word, index) => [word, Number(row[index])])),
  },
});

/** Whether each word of the search is in many records, so that a page of them is soon found. */
export const isCommon = (request: ListRequest): boolean => rarest(request).records > MOST_RARE;

/** Whether each word of the search is in so many records that they are not even gathered to be counted. */
export const isEverywhere = (request: ListRequest): boolean => rarest(request).records > MOST_GATHERED;

function rarest(request: ListRequest): { readonly word: string; readonly records: number } {
  const { frequencies = {} } = request;
  const weights = termsOf(request).map((word) => [word, frequencies[word] ?? 0] as const);
  const [[word, records] = ['', 0]] = weights.sort(([, a], [, b]) => a - b);
  return { word, records };
}

/** What records `r` must be that a search finds; how they are found is left to the planner. */
export function foundSql(section: Section, request: ListRequest, whose: Whose, bind: Bind): string[] {
  const words = termsOf(request);
  if (words.length === 0) return ['false'];
  const told = (word: string): string =>
    `select w.record_id from record_words w where ${wordSql(section, word, whose, bind)}`;
  return words.map((word) => {
    if (!isJoined(word) || request.frequencies) return `r.id in (${told(word)})`;
    // One list of records to be found by, whichever way they are told: the planner takes it from there.
    const [first = '', ...others] = apart(word).map(told);
    const all = [`not exists (${told(word)})`, ...others.map((other) => `w.record_id in (${other})`)];
    return `r.id in (${told(word)} union all ${[first, ...all].join(' and ')})`;
  });
}

/** The same by looking into each record `r`. */
export const soughtSql = (section: Section, request: ListRequest, whose: Whose, bind: Bind): string[] =>
  termsOf(request).map((word) => holdsSql(section, word, whose, bind));

/**
 * The records of a search one by one, from those that its rarest word tells, whatever the planner thinks of both tables.
 * @param conditions what they must be beside
 */
export function gatheredSql(
  section: Section,
  request: ListRequest,
  whose: Whose,
  bind: Bind,
  conditions: readonly string[],
): string {
  const { word } = rarest(request);
  const others = termsOf(request).filter((one) => one !== word);
  const all = [...conditions, ...others.map((other) => holdsSql(section, other, whose, bind))];
  return `(select distinct w.record_id from record_words w where ${wordSql(section, word, whose, bind)}) as told,
    lateral (select r.* from ${section.table} r where ${['r.id = told.record_id', ...all].join(' and ')} offset 0) r`;
}

/** Fenced, so that the index by the record is taken and never the one by the word. */
const holdsSql = (section: Section, word: string, whose: Whose, bind: Bind): string =>
  `(select true from (select * from record_words w where w.record_id = r.id offset 0) w
    where ${wordSql(section, word, whose, bind)} limit 1)`;

const wordSql = (section: Section, word: string, whose: Whose, bind: Bind): string =>
  [
    ...whoseWordsSql(section, whose, bind),
    `w.section = ${bind(section.key)}`,
    word.endsWith(WHOLE)
      ? `w.word = fold(${bind(word.slice(0, -1))})`
      : `starts_with(w.word, regexp_replace(fold(${bind(word)}), '[^[:alnum:]]+', '-', 'g'))`,
  ].join(' and ');
