import { randomBytes } from 'node:crypto';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { ApiKeys } from '../../src/identity/api-keys.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { hashPassword } from '../../src/identity/passwords.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import type { TestPortico } from './app.js';
import { Person } from './person.js';

export const PASSWORD = 'three words that rhyme';

/** An answer of the API. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/**
 * Sets the scene of a journey in the business's words: customers, records through the API, people who may see them.
 * The stranger is always there: a customer whose records nobody else may see.
 */
export class Scene {
  private key: string | undefined;

  constructor(readonly portico: TestPortico) {}

  /** The portal on, every permission available and on for new customers. */
  async openPortal(): Promise<void> {
    await this.portico.sql('update portal_settings set enabled = true');
    await this.portico.sql('update permission_settings set available = true, on_for_new = true');
  }

  /** A customer with portal access on; its id. */
  async customer(reference: string, name: string): Promise<string> {
    await this.put(`customers/${encodeURIComponent(reference)}`, { name });
    const [row] = await this.portico.sql<{ id: string }>(
      'update customers set portal_enabled = true where reference = $1 returning id',
      [reference],
    );
    return (row as { id: string }).id;
  }

  /** Somebody of a customer or a consolidated account who is signed in; `sites` limits to references of sites. */
  async portalUser(customer: string, email: string, sites?: readonly string[]): Promise<Person> {
    const { sql, url, app } = this.portico;
    const { login } = await app
      .get(Database)
      .transaction((manager) =>
        app.get(Logins).customerLogin(manager, SYSTEM, { email, name: email.split('@')[0] ?? '' }),
      );
    await sql('update logins set password_hash = $2 where id = $1', [login.id, await hashPassword(PASSWORD)]);
    const id = newId();
    await sql(
      `insert into portal_users (id, login_id, customer_id, consolidated_account_id, every_site, active)
       select $1, $2, case when not consolidated then id end, case when consolidated then id end, $4, true
       from portal_accounts where reference = $3`,
      [id, login.id, customer, sites === undefined],
    );
    for (const site of sites ?? []) {
      await sql(
        `insert into portal_user_sites (portal_user_id, site_id) select $1, id from sites where reference = $2`,
        [id, site],
      );
    }
    const person = new Person(url);
    await person.signIn(email, PASSWORD);
    return person;
  }

  async staff(roleGroup: 'administrator' | 'office' | 'viewer' = 'administrator'): Promise<Person> {
    const email = `${roleGroup}.${randomBytes(3).toString('hex')}@office.test`;
    await this.portico.app
      .get(Logins)
      .addStaff(SYSTEM, { email, name: 'Office', password: PASSWORD, roleGroup });
    const person = new Person(this.portico.url);
    await person.signIn(email, PASSWORD);
    return person;
  }

  put(path: string, body: object): Promise<Answered> {
    return this.api('PUT', path, body);
  }

  /** A request to the API with an administrator's key; `body` may be text for what is no JSON. */
  async api(
    method: string,
    path: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    this.key ??= await this.portico.app.get(ApiKeys).make(SYSTEM, 'journey', 'Administrator');
    const response = await fetch(`${this.portico.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
    });
    const text = await response.text();
    const json =
      /json/.test(response.headers.get('content-type') ?? '') && !headers['content-type']?.includes('ndjson');
    return {
      status: response.status,
      headers: response.headers,
      body: (json && text ? JSON.parse(text) : { text }) as Record<string, unknown>,
    };
  }
}
