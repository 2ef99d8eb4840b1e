import { performance } from 'node:perf_hooks';
import { ask, copyAcross, execute } from './psql.mjs';
import { databases } from './places.mjs';
import { CODES, GROUPS } from './tables.mjs';

const { bare, portico } = databases;
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

/** Copies the dataset into Portico's tables, through the triggers that keep its words and sums. */
export async function loadPortico() {
  await loadCodes();
  for (const group of GROUPS) await loadGroup(group);
  const began = performance.now();
  await fold();
  await execute(portico, 'vacuum (analyze)');
  console.log(`sums folded, tables vacuumed: ${seconds(began)} s`);
}

async function loadCodes() {
  await execute(portico, 'create table bench_codes (code text, hazardous boolean, name text)');
  await copyAcross(bare, CODES.query, portico, CODES.target);
  await execute(
    portico,
    `insert into ewc_codes (code, hazardous, name) select code, hazardous, name from bench_codes
     on conflict (code) do nothing`,
    'drop table bench_codes',
  );
}

async function loadGroup({ source, every, tables }) {
  const last = Number(await ask(bare, `select max(id) from ${source}`));
  for (let from = 1; from <= last; from += every) {
    const to = Math.min(last, from + every - 1);
    const times = [];
    for (const { target, columns } of tables) {
      const began = performance.now();
      const rows = `select ${columns} from ${source} where id between ${from} and ${to} order by ${source}.id`;
      await copyAcross(bare, rows, portico, target);
      times.push(`${target.slice(0, target.indexOf(' '))} ${seconds(began)} s`);
    }
    console.log(`${source} ${from} to ${to}: ${times.join(', ')}`);
  }
}

/** What the writers appended becomes one row for each key, in the order of reading. */
function fold() {
  const keys = 'customer_id, every_site, site_id, section, measure, code, month';
  const sums = `sum(records) as records, sum(grams) as grams, sum(estimated_grams) as estimated_grams,
    sum(amount) as amount`;
  return execute(
    portico,
    `create table bench_sums as select ${keys}, ${sums} from record_sums group by ${keys}
     having sum(records) <> 0 or sum(grams) <> 0 or sum(estimated_grams) <> 0 or sum(amount) <> 0`,
    'truncate record_sums',
    `insert into record_sums (${keys}, records, grams, estimated_grams, amount, folded)
     select ${keys}, records, grams, estimated_grams, amount, true from bench_sums
     order by customer_id, every_site, section, measure, month, code`,
    'drop table bench_sums',
  );
}
