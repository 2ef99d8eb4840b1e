import { databases } from './places.mjs';
import { read, rowsOf } from './pages.mjs';
import { ask } from './psql.mjs';

const { bare, portico } = databases;

const figure = (measure, code) => ({
  name: `jobs and grams of each customer and month, ${measure}`,
  bare: `
    select portico.id('customer', customer_id) as customer, month, ${code} collate "C" as code, sum(jobs) as jobs,
      sum(weight_kg) * 1000 as grams
    from rollup_month group by 1, 2, 3`,
  portico: `
    select customer_id as customer, month, code, sum(records) as jobs, sum(grams) as grams
    from record_sums where every_site and section = 'jobs' and measure = '${measure}' group by 1, 2, 3
    having sum(records) <> 0 or sum(grams) <> 0`,
});

/** Each is asked of both databases. */
const FIGURES = [
  {
    name: 'jobs of each customer',
    bare: `select portico.id('customer', customer_id) as customer, null, null, jobs, null from rollup_total`,
    portico: `
      select customer_id as customer, null, null, sum(records), null
      from record_sums where every_site and section = 'jobs' and measure = 'status' group by 1`,
  },
  figure('month', `''`),
  figure('ewc', `translate(ewc_code, ' *', '')`),
  figure('fate', 'fate'),
];

const digest = (
  query,
) => `select count(*) || ' rows, ' || md5(string_agg(figures::text, ';' order by figures::text collate "C"))
  from (${query}) as figures`;

/** Counts and sums of all customers: the same in both databases, to the gram. */
export async function checkSums() {
  for (const { name, ...query } of FIGURES) {
    const [ours, theirs] = [await ask(portico, digest(query.portico)), await ask(bare, digest(query.bare))];
    if (ours !== theirs)
      throw new Error(`${name}: ${ours} in Portico, ${theirs} in the bare server's database.`);
    console.log(`${name}: the same in both (${ours.split(',')[0]})`);
  }
}

/** A page of jobs shows the same references in the same order, and the same total, on both servers. */
export async function checkJobs(name, ours, theirs) {
  const [a, b] = [await read(ours.url, ours.cookie), await read(theirs.url)];
  const [jobs, others] = [
    rowsOf(a).map(([reference]) => reference),
    rowsOf(b).map(([, reference]) => reference),
  ];
  same(`${name}: references`, jobs.join(' '), others.join(' '));
  const total = /pagination-count">\D*([\d,]+)/.exec(a)?.[1]?.replaceAll(',', '');
  same(`${name}: total`, total, /<h1>Jobs: (\d+)/.exec(b)?.[1]);
  console.log(`${name}: the same ${jobs.length} jobs of ${total} on both`);
  return { total: Number(total) };
}

function same(what, ours, theirs) {
  if (ours !== theirs) throw new Error(`${what} differ.\nPortico: ${ours}\nBare server: ${theirs}`);
}
