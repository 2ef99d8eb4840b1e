import { JobQueue } from '../../src/platform/queue/job-queue.js';
import { queueOf } from '../../src/platform/queue/jobs.js';
import type { TestPortico } from './app.js';
import { until } from './mail-server.js';
import type { Person, Seen } from './person.js';
import { Scene } from './scene.js';

type Choices = Readonly<Record<string, string>>;

/** Somebody of the office who imports files on the page, by choosing. */
export class Importing {
  private constructor(
    private readonly portico: TestPortico,
    readonly person: Person,
  ) {}

  static async at(portico: TestPortico): Promise<Importing> {
    return new Importing(portico, await new Scene(portico).staff());
  }

  get seen(): Seen {
    return this.person.seen;
  }

  /** Sends a file; the page shown then matches its columns. */
  async send(section: string, content: string | Buffer, name = 'file.csv', map = ''): Promise<Seen> {
    await this.person.open('/admin/imports/new');
    const body = new FormData();
    body.append('section', section);
    body.append('map', map);
    body.append('file', new File([new Uint8Array(Buffer.from(content))], name, { type: 'text/csv' }));
    return this.person.request('POST', this.seen.$('form[enctype]').attr('action') as string, body);
  }

  /** What is chosen at a field, or beside it, in words. */
  chosen(field: string, part = 'from'): string {
    return this.seen.$(`select[name="match[${field}][${part}]"] option[selected]`).text();
  }

  /** The choice that names a column, as it stands in the page. */
  column(name: string): string {
    const option = this.seen
      .$('select[name="match[reference][from]"] option')
      .filter((_, one) => this.seen.$(one).text().startsWith(`${name} (`));
    if (option.length !== 1) throw new Error(`${option.length} columns are called ${name}.`);
    return option.attr('value') as string;
  }

  /** The value of an option of a drop-down, by its words. */
  option(select: string, words: string): string {
    const option = this.seen.$(`#${select} option`).filter((_, one) => this.seen.$(one).text() === words);
    if (option.length !== 1) throw new Error(`${option.length} options say ${words}.`);
    return option.attr('value') as string;
  }

  /** Has the file checked as it is chosen, and waits for what came of that. */
  async check(choices: Choices): Promise<Seen> {
    await this.person.submit(this.seen.$('form[action$="/columns"]').attr('action') as string, choices);
    return this.seen.path.endsWith('/columns') ? this.seen : this.settled();
  }

  /** Imports what was checked. */
  async run(): Promise<Seen> {
    await this.person.submit(this.seen.$('form[action$="/runs"]').attr('action') as string);
    return this.settled();
  }

  /** The page once no worker is at work any more, on what was stopped neither. */
  async left(page = this.seen.path): Promise<Seen> {
    const queue = this.portico.app.get(JobQueue, { strict: false });
    await until('the workers to be done', async () => (await queue.held(queueOf('operations.run'))) === 0);
    return this.person.open(page);
  }

  settled(page = this.seen.path): Promise<Seen> {
    return until('the end of the work', async () => {
      await this.person.open(page);
      return this.seen.$('[data-poll]').length === 0 ? this.seen : undefined;
    });
  }
}
