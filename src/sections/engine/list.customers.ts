import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { verbatim } from '../../platform/pages/words.js';
import { ListChoices } from './list.choices.js';
import { namedBy, onlyOne, type Found } from './list.named.js';
import { wordsOf } from './list.search.js';
import type { Choice } from '../../platform/lists/choice.js';

/** Whose records staff look at: one of a drop-down or, of too many, one that they name. */
@Injectable()
export class ListCustomers {
  constructor(
    private readonly choices: ListChoices,
    private readonly database: Database,
  ) {}

  /** The one customer of this reference or of this whole name; undefined where there is none, or where several are called so. */
  async meant(typed: unknown): Promise<string | undefined> {
    const words = namedBy(typed);
    return words === undefined ? undefined : onlyOne(await this.database.rows<Found>(MEANT, [words]));
  }

  /** Whose names hold words that begin as those of a search do: the first few, by name. */
  async called(q: string): Promise<Choice[]> {
    const words = wordsOf(q);
    if (words.length === 0) return [];
    const rows = await this.database.rows<Pick<Found, 'id' | 'name'>>(CALLED, [words], 'customers called so');
    return rows.map(({ id, name }) => ({ value: id, label: verbatim(name) }));
  }

  /** What a form offers. Of too many customers the one that it is narrowed to: a chip names it, and the field keeps it. */
  async offered(customer: string | undefined): Promise<{ customers: Choice[]; customerTyped?: string }> {
    const { choices, many } = await this.choices.customers();
    const known = choices.some(({ value }) => value === customer);
    const [one] = customer && !known ? await this.database.rows<Found>(CHOSEN, [customer]) : [];
    const chosen = one ? [{ value: one.id, label: verbatim(one.name) }] : [];
    return many
      ? { customers: chosen, customerTyped: one?.reference ?? '' }
      : { customers: [...choices, ...chosen] };
  }
}

const MEANT = `
  select id, reference, name, reference = $1 as exact from customers
  where deleted_at is null and (reference = $1 or name_key = fold($1)) order by exact desc limit 2`;
/** Of more of them it is left open which are the first. */
const MOST_CALLED = 10_000;
// As the index `customers_words` keeps them. Found first and put in order then: the index of names would be read to its end.
const CALLED = `
  with called as materialized (
    select id, name, name_key from customers
    where deleted_at is null
      and to_tsvector('simple', regexp_replace(fold(name || ' ' || trading_name), '[^[:alnum:]]+', ' ', 'g'))
        @@ to_tsquery('simple', (select string_agg(quote_literal(word) || ':*', ' & ')
          from unnest($1::text[]) typed, fold(typed) word where word <> ''))
    limit ${MOST_CALLED})
  select id, name from called order by name_key, id limit 5`;
const CHOSEN = 'select id, reference, name from customers where id = $1';
