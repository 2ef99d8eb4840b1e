import { SYSTEM } from '../../src/audit/audit.service.js';
import { ApiKeys } from '../../src/identity/api-keys.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { newId } from '../../src/platform/ids.js';
import type { TestPortico } from './app.js';
import { Person } from './person.js';

export const PASSWORD = 'three words that rhyme';

/** A member of staff, signed in. */
export async function staff(
  portico: TestPortico,
  email: string,
  name: string,
  roleGroup: 'administrator' | 'office' = 'office',
): Promise<Person> {
  await portico.app.get(Logins).addStaff(SYSTEM, { email, name, password: PASSWORD, roleGroup });
  const person = new Person(portico.url);
  await person.signIn(email, PASSWORD);
  return person;
}

/** A customer as an import would make it; its id. */
export async function customer(portico: TestPortico, reference: string, name: string): Promise<string> {
  const id = newId();
  await portico.sql('insert into customers (id, reference, name) values ($1, $2, $3)', [id, reference, name]);
  return id;
}

/** A site of a customer; its id. */
export async function site(
  portico: TestPortico,
  customerId: string,
  reference: string,
  kind: 'static' | 'patrol' = 'static',
): Promise<string> {
  const id = newId();
  await portico.sql(
    'insert into sites (id, reference, customer_id, name, kind) values ($1, $2, $3, $2, $4)',
    [id, reference, customerId, kind],
  );
  return id;
}

/** What the API answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Asks the API as a system with a key of this role group does. */
export async function apiOf(
  portico: TestPortico,
  roleGroup = 'administrator',
): Promise<
  (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>
> {
  const key = await portico.app.get(ApiKeys).make(SYSTEM, 'a test', roleGroup);
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${portico.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  };
}
