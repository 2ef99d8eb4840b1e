import { addDays, addMonths, daysBetween, yearBegan, type Day } from '../days.js';
import { Random } from '../random.js';
import { consignmentNote } from './consignment.note.js';
import { demoPaper, type DemoPaper } from '../paper/demo.paper.js';
import { isHazardous } from './hazardous.js';
import type { DemoJob } from './jobs.js';
import { seasonTicket, transferNote } from './notes.js';
import type { DemoCustomer, DemoSite } from './places.js';
import { ROUNDS, type Round } from './rounds.data.js';
import { STREAMS, type Stream } from './streams.data.js';
import { yearlyPapers } from './yearly.papers.js';

/** For how many days back single loads have their note here. */
const NOTES_OF = 42;

/** What a customer keeps: season tickets, notes of the last weeks, returns, certificates, registration, prices. */
export function papers(
  customers: readonly DemoCustomer[],
  jobs: readonly DemoJob[],
  today: Day,
): DemoPaper[] {
  const done = jobs.filter(({ status }) => status === 'completed');
  const recent = done.filter(({ day }) => daysBetween(day, today) <= NOTES_OF);
  return [
    ...customers.flatMap((customer) => customer.sites.flatMap((site) => tickets(customer, site, today))),
    ...recent.filter((job) => job.round.onCall && !isHazardous(job)).map(loadNote),
    ...recent.filter(isHazardous).map(hazardousNote),
    ...customers.flatMap((customer) => yearlyPapers(customer, done, today)),
  ];
}

const isPlain = (round: Round): boolean =>
  round.streams.every((name) => !(STREAMS[name] as Stream).properties);

function tickets(customer: DemoCustomer, site: DemoSite, today: Day): DemoPaper[] {
  const rounds = ROUNDS[customer.trade].filter((round: Round) => !round.onCall && isPlain(round));
  if (rounds.length === 0) return [];
  const now = yearBegan(today);
  return [addMonths(now, -12), now].flatMap((began) => {
    const to = addDays(addMonths(began, 12), -1);
    if (to < site.from || (site.until && site.until < began)) return [];
    const from = site.from > began ? site.from : began;
    const reference = `ST/${began.slice(2, 4)}/${site.reference.slice(2)}`;
    const signed = began < now || new Random('signed', reference).chance(0.9);
    const name = `Season ticket ${began.slice(0, 4)}/${to.slice(2, 4)}, ${site.name}`;
    const body = { type: 'season-ticket', name, site: site.reference, date: from, validTo: to, signed };
    return [
      demoPaper(
        customer,
        reference,
        body,
        seasonTicket(customer, site, rounds, reference, { from, to }, signed),
      ),
    ];
  });
}

function loadNote(job: DemoJob): DemoPaper {
  const reference = `WTN/${job.reference.slice(1)}`;
  const body = { ...ofJob(job), type: 'waste-transfer-note', name: `Transfer note, ${job.site.name}` };
  return demoPaper(job.customer, reference, body, transferNote(job, reference));
}

function hazardousNote(job: DemoJob): DemoPaper {
  const reference = `CN/${job.reference.slice(1)}`;
  const body = { ...ofJob(job), type: 'consignment-note', name: `Consignment note, ${job.site.name}` };
  return demoPaper(job.customer, reference, body, consignmentNote(job));
}

const ofJob = ({ reference, site, day }: DemoJob) => ({
  job: reference,
  site: site.reference,
  date: day,
  signed: true,
});
