import { expect } from '@jest/globals';
import { ScheduleRuns } from '../../src/schedules/schedule.runs.js';
import type { TestPortico } from './app.js';
import { until } from './mail-server.js';
import type { Person } from './person.js';

export const SCHEDULES = '/admin/schedules';
/** The runs of journeys are due on 3 March 2026: they tell of February. */
export const DUE = new Date('2026-03-03T07:30:00Z');

/** The office at its schedules: makes them, and lets their time come. */
export class ScheduleDesk {
  constructor(
    private readonly portico: TestPortico,
    readonly office: Person,
  ) {}

  /** Fills the form of a new schedule of an account in, and answers the id of what it made. */
  async add(account: string, fields: Record<string, string | string[]>): Promise<string> {
    await this.office.open(`${SCHEDULES}/new?account=${account}`);
    await this.office.submit(SCHEDULES, { time: '07:30', ...fields });
    const { seen } = this.office;
    expect([seen.status, seen.text]).toEqual([200, expect.stringContaining('is saved')]);
    return seen.path.split('/').at(-1) as string;
  }

  /** As if its time had come. Answers how many runs began. */
  async comes(schedule: string, due = DUE, now = due): Promise<number> {
    await this.portico.sql('update schedules set next_at = $2 where id = $1', [schedule, due]);
    return this.portico.app.get(ScheduleRuns).begin(now);
  }

  /** Of the newest runs first: to whom, and how it went. */
  async outcomes(schedule: string): Promise<[string, string][]> {
    await this.office.open(`${SCHEDULES}/${schedule}`);
    const { $ } = this.office.seen;
    return $('section.card')
      .last()
      .find('tbody tr')
      .toArray()
      .map((row) => [$(row).find('td').eq(1).text(), $(row).find('td').eq(2).text().replace(/\s+/g, ' ')]);
  }

  settled(schedule: string, what: string): Promise<[string, string][]> {
    return until(`${what} of the run`, async () => {
      const found = await this.outcomes(schedule);
      return found.every(([, state]) => !/On its way/.test(state)) ? found : undefined;
    });
  }

  /** What the page says of somebody who is to get it: what decides, and whether they do. */
  async standingOf(schedule: string, email: string): Promise<string> {
    await this.office.open(`${SCHEDULES}/${schedule}`);
    const row = this.office.seen.$(`section.card:contains("Who gets it") tbody tr:contains("${email}")`);
    return row.text().replace(/\s+/g, ' ').trim();
  }
}
