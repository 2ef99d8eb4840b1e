import type { Field } from '../../src/sections/engine/field.js';
import { isWritten } from '../../src/sections/engine/field.js';
import type { Child, RecordKind } from '../../src/sections/engine/section.js';
import { parseBody } from '../../src/sections/records/record.body.js';
import { apiName } from '../../src/sections/records/record.fields.js';

/** What a made-up record points at, and what tells it from all others. */
export interface SampleWishes {
  readonly customer?: string | undefined;
  readonly site?: string | undefined;
  readonly job?: string | undefined;
  readonly order?: string | undefined;
  /** Stands at the beginning of every text of the record. */
  readonly token: string;
  /** Of single fields, in place of the token. */
  readonly tokenOf?: (field: Field) => string;
  /** Which of its choices, dates and codes it takes: the next number takes the next of each. */
  readonly turn: number;
  readonly fileTypes: readonly string[];
  /** The least of the amounts that a permission hides, where another customer's are to be told from them. */
  readonly hiddenAmount?: number;
}

const EWC_CODES = ['200301', '160601', '150101', '170904', '080111', '191212'];
const FATES = ['R3', 'D1', 'R13', 'NS', 'R1'];
/** As the migrations make them. */
const FLAGS = ['urgent', 'on-hold', 'waiting-for-customer'];
const AMOUNTS = [0, 12_000, 2_400, 14_400];
const TRIES = 4000;

/** Money that a permission hides: amounts that no other figure of a test has. */
export const HIDDEN_AMOUNT = 900_000_000;

/**
 * A whole body of a record, made from the declaration of its fields alone, that passes all of its kind's checks.
 * @throws Error naming what the kind's checks said against every try
 */
export function sampleBody(kind: RecordKind, wishes: SampleWishes): Record<string, unknown> {
  let faults: object = {};
  for (let seed = 0; seed < TRIES; seed++) {
    const body = bodyOf(kind, wishes, seeded(wishes.turn * TRIES + seed));
    ({ faults } = parseBody(kind, body));
    if (Object.keys(faults).length === 0) return body;
  }
  throw new Error(`No sample of ${kind.collection} can be made: ${JSON.stringify(faults)}`);
}

type Chance = (below: number) => number;

function bodyOf(kind: RecordKind, wishes: SampleWishes, chance: Chance): Record<string, unknown> {
  const { customer, site, job, order } = wishes;
  const pointers: Readonly<Record<string, string | undefined>> = { customer, site, job, order };
  const fields = kind.fields.filter((field) => isWritten(field) && field.kind !== 'reference');
  const values = fields.map((field): [string, unknown] => {
    if (field.kind in pointers) return [apiName(field), pointers[field.kind]];
    return [apiName(field), valueOf(field, wishes, chance, { level: 0, index: 0 })];
  });
  return { ...Object.fromEntries(values), ...childrenOf(kind.children ?? [], wishes, chance, 1) };
}

function childrenOf(
  children: readonly Child[],
  wishes: SampleWishes,
  chance: Chance,
  level: number,
): Record<string, unknown> {
  return Object.fromEntries(
    children.map((child) => {
      const usual = wishes.turn % 5 === 4 ? 0 : 2;
      // What names other records cannot be made up.
      if (child.fields.some(({ kind }) => kind === 'invoice')) return [child.name, []];
      const count = Math.min(Math.max(child.least ?? 0, usual), child.most);
      return [
        child.name,
        Array.from({ length: count }, (_, index) => {
          const at = { level, index };
          const [only] = child.fields;
          if (child.bare && only) return valueOf(only, wishes, chance, at);
          const values = child.fields.map((field) => [apiName(field), valueOf(field, wishes, chance, at)]);
          const inner = childrenOf(child.children ?? [], wishes, chance, level + 1);
          return { ...Object.fromEntries(values), ...inner };
        }),
      ];
    }),
  );
}

/** Where a value stands: what lies deeper weighs less, so that parts are never heavier than their whole. */
interface At {
  readonly level: number;
  readonly index: number;
}

function valueOf(field: Field, wishes: SampleWishes, chance: Chance, { level, index }: At): unknown {
  const { token, tokenOf = () => token, turn, fileTypes, hiddenAmount = HIDDEN_AMOUNT } = wishes;
  const of = <T>(all: readonly T[]): T => all[(turn + index) % all.length] as T;
  switch (field.kind) {
    case 'text':
      if (field.shape) return field.shape.example;
      // Which of them the others allow is found out by trying.
      if (field.examples && chance(2) === 1) return field.examples[chance(field.examples.length)];
      return `${tokenOf(field)} ${field.name}`.slice(0, field.longest ?? 500);
    case 'choice':
      return of(field.choices ?? []);
    case 'fileType':
      return of(fileTypes);
    case 'flag':
      return of(FLAGS);
    case 'time':
      return !field.required && turn % 3 === 2 ? null : `${day(turn)}T08:${10 + (turn % 40)}:00.000Z`;
    case 'date':
      return !field.required && turn % 3 === 2 ? null : day(turn);
    case 'whole':
      return chance(20);
    case 'yesNo':
      return turn % 2 === 0;
    case 'weight':
      return 64_000 / 8 ** level;
    case 'money':
      return field.needs
        ? { amount: hiddenAmount + turn, currency: 'GBP' }
        : { amount: AMOUNTS[chance(AMOUNTS.length)], currency: 'GBP' };
    case 'ewc':
      return of(EWC_CODES);
    case 'fate':
      return of(FATES);
    default:
      return null;
  }
}

/** Days on both sides of today, several records to a day. */
const day = (turn: number): string =>
  new Date(Date.now() + ((turn % 7) - 3) * 20 * 86_400_000).toISOString().slice(0, 10);

/** The same chances each time: a test that fails once fails again. */
export function seeded(seed: number): Chance {
  let state = (seed + 1) * 2_654_435_761;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
