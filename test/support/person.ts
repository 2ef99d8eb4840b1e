import { load, type CheerioAPI } from 'cheerio';

/** What somebody is shown. */
export interface Seen {
  readonly status: number;
  readonly path: string;
  readonly headers: Headers;
  readonly html: string;
  readonly $: CheerioAPI;
  /** The words on the page, with white space folded. */
  readonly text: string;
}

/** A file as it came. */
export interface Download {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Somebody with a browser: keeps cookies, follows redirects, fills in the forms that the page shows. */
export class Person {
  private readonly cookies = new Map<string, string>();
  private page: Seen | undefined;

  constructor(private readonly url: string) {}

  get seen(): Seen {
    if (!this.page) throw new Error('Nothing was opened yet.');
    return this.page;
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  open(path: string): Promise<Seen> {
    return this.request('GET', path);
  }

  /**
   * Fills in and sends the form that goes to `action` on the page that is open. Fields left out keep what they hold;
   * `undefined` empties a field or unticks a box. Fails when the page has no such form or field.
   */
  async submit(action: string, fields: Fields = {}, button?: { name: string; value: string }): Promise<Seen> {
    const { $ } = this.seen;
    const form = $('form')
      .filter((_, element) => ($(element).attr('action') ?? this.seen.path) === action)
      .first();
    if (form.length === 0)
      throw new Error(`There is no form to ${action} on ${this.seen.path}: ${this.seen.text}`);
    const body = new URLSearchParams();
    for (const { name, value } of form.serializeArray()) if (!(name in fields)) body.append(name, value);
    for (const [name, value] of Object.entries(fields)) {
      if (form.find(`[name="${name}"]`).length === 0)
        throw new Error(`The form to ${action} has no field ${name}.`);
      for (const one of typeof value === 'string' ? [value] : (value ?? [])) body.append(name, one);
    }
    if (button) body.append(button.name, button.value);
    const method = (form.attr('method') ?? 'get').toUpperCase();
    return method === 'GET' ? this.request('GET', `${action}?${body}`) : this.request('POST', action, body);
  }

  async signIn(email: string, password: string): Promise<Seen> {
    await this.open('/sign-in');
    return this.submit('/sign-in', { email, password });
  }

  /** A file as it comes; by POST with what a form sends. */
  async download(path: string, body?: URLSearchParams): Promise<Download> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const method = body ? 'POST' : 'GET';
    const response = await fetch(new URL(path, this.url), { method, body, headers: { cookie } });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes };
  }

  /** A request as it is, for what no form would send. */
  async request(
    method: string,
    path: string,
    body?: URLSearchParams | FormData,
    follow = true,
  ): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.url), {
      method,
      body,
      // As browsers do, within one site.
      headers: { cookie, ...(this.page ? { referer: new URL(this.page.path, this.url).href } : {}) },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    const location = response.headers.get('location');
    if (follow && location && response.status >= 300 && response.status < 400) {
      await response.text();
      return this.request('GET', location);
    }
    const html = await response.text();
    const $ = load(html);
    const text = $('body').text().replace(/\s+/g, ' ').trim();
    this.page = {
      status: response.status,
      path: path.replace(/[?#].*/, ''),
      headers: response.headers,
      html,
      $,
      text,
    };
    return this.page;
  }
}
