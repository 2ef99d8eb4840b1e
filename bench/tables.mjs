// The dataset's tables as Portico's. Integer ids become UUIDs of the same order, invoiced jobs are completed ones,
// kilograms are grams; each job has one waste item with one code and one fate.

const owners = `portico.id('customer', customer_id), portico.id('site', site_id)`;
const ofJob = `portico.id('job', id), ${owners}`;
const code = `translate(ewc_code, ' *', '')`;
const grams = 'weight_kg * 1000::bigint';

/** Half of the dataset's codes are of no list: they get rows, so that items may bear them. */
export const CODES = {
  target: 'bench_codes (code, hazardous, name)',
  query: `select distinct ${code}, strpos(ewc_code, '*') > 0, 'Code of the benchmark ' || ${code} from jobs`,
};

/** In their order; the tables of one group are filled together, chunk by chunk of so many rows of the source. */
export const GROUPS = [
  {
    source: 'customers',
    every: 10_000,
    tables: [
      {
        target: 'customers (id, reference, name)',
        columns: `portico.id('customer', id), code, name`,
      },
    ],
  },
  {
    source: 'sites',
    every: 10_000,
    tables: [
      {
        target: 'sites (id, customer_id, reference, name, postcode)',
        columns: `portico.id('site', id), portico.id('customer', customer_id), 'S' || lpad(id::text, 6, '0'), name, postcode`,
      },
    ],
  },
  {
    source: 'jobs',
    every: 100_000,
    tables: [
      {
        target: 'jobs (id, customer_id, site_id, reference, date, status, price_amount, price_currency)',
        columns: `${ofJob}, reference, job_date, case status when 'in_progress' then 'in-progress'
          when 'invoiced' then 'completed' else status end, price_pence, 'GBP'`,
      },
      {
        target: 'waste_items (id, job_id, customer_id, site_id, position, ewc_code, grams, hazardous)',
        columns: `portico.id('item', id), ${ofJob}, 1, ${code}, ${grams}, strpos(ewc_code, '*') > 0`,
      },
      {
        target: 'waste_item_codes (id, waste_item_id, job_id, customer_id, site_id, position, code)',
        columns: `portico.id('code', id), portico.id('item', id), ${ofJob}, 1, ${code}`,
      },
      {
        target:
          'waste_fates (id, waste_item_id, job_id, customer_id, site_id, position, code, written, grams)',
        columns: `portico.id('fate', id), portico.id('item', id), ${ofJob}, 1, fate, fate, ${grams}`,
      },
    ],
  },
  {
    source: 'invoices',
    every: 100_000,
    tables: [
      {
        target: `invoices (id, customer_id, reference, date, due_date, status, currency,
          net_amount, tax_amount, gross_amount, paid_amount)`,
        columns: `portico.id('invoice', id), portico.id('customer', customer_id), number, invoice_date, due_date,
          case status when 'paid' then 'paid' else 'sent' end, 'GBP', net_pence, vat_pence, gross_pence,
          case status when 'paid' then gross_pence else 0 end`,
      },
    ],
  },
];
