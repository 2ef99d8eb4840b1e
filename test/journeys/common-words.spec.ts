import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

/** More than a page is sought in, and behind them more than are told by a rare word. */
const FIRST = 20_100;
const BEHIND = 5200;

describe('a search for words that thousands of records hold', () => {
  let portico: TestPortico;
  let alice: Person;
  let office: Person;

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    await scene.openPortal();
    const acme = await scene.customer('ACME', 'Acme Ltd');
    const stranger = await scene.customer('STRANGER', 'Stranger plc');
    const fill = (customer: string, first: number, behind: number) =>
      portico.sql(
        `insert into sites (id, reference, customer_id, name, changed_in)
         select gen_random_uuid(), $2 || n, $1::uuid,
           case when n <= ${first} then 'Arch ' else 'Yard ' end || to_char(n, 'FM00000'), 0
         from generate_series(1, ${first + behind}) n`,
        [customer, customer === acme ? 'A' : 'S'],
      );
    await fill(acme, FIRST, BEHIND);
    await fill(stranger, 3, 3);
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    office = await scene.staff('office');
  }, 60_000);
  afterAll(() => portico.close());

  const names = (person: Person) =>
    person.seen
      .$('tbody tr')
      .toArray()
      .map((row) => person.seen.$(row).find('td, th').text())
      .map((text) => /(Arch|Yard) \d+/.exec(text)?.[0]);
  const numbered = (word: string, first: number, step = 1) =>
    Array.from({ length: 50 }, (_, index) => `${word} ${String(first + step * index).padStart(5, '0')}`);

  it('finds them at the head of the list, page after page, and says that there are more than are counted', async () => {
    await alice.open('/portal/sites?q=arch');
    expect(names(alice)).toEqual(numbered('Arch', 1));
    expect(alice.seen.text).toContain('More than 10,000');
    await alice.open(alice.seen.$('a[rel=next]').attr('href') as string);
    expect(names(alice)).toEqual(numbered('Arch', 51));
    await alice.open(alice.seen.$('a[rel=prev]').attr('href') as string);
    expect(names(alice)).toEqual(numbered('Arch', 1));
  });

  it('finds them far behind in the list, too, and counts them exactly', async () => {
    await alice.open('/portal/sites?q=yard');
    expect(names(alice)).toEqual(numbered('Yard', FIRST + 1));
    expect(alice.seen.text).toContain('5,200 sites');
    await alice.open('/portal/sites?q=yard&sort=-name');
    expect(names(alice)).toEqual(numbered('Yard', FIRST + BEHIND, -1));
  });

  it('finds nothing where no record holds all of the words, however common each is', async () => {
    await alice.open('/portal/sites?q=arch+yard');
    expect(names(alice)).toEqual([]);
    expect(alice.seen.text).toContain('Clear filters');
  });

  it('finds the same for the office over all customers', async () => {
    await office.open('/admin/sites?q=yard');
    expect(names(office).slice(0, 3)).toEqual(['Yard 00004', 'Yard 00005', 'Yard 00006']);
    expect(office.seen.text).toContain('5,203 sites');
  });
});
