import type { DeclaredRoute } from '../../../src/access/declared-routes.js';
import type { Answered } from '../../support/scene.js';
import { filledIn } from './addresses.js';
import { NOBODYS } from './looking.js';

type Ask = (
  method: string,
  path: string,
  body?: object | string,
  headers?: Record<string, string>,
) => Promise<Answered>;

const isProblem = ({ status, headers, body }: Answered): boolean =>
  (headers.get('content-type') ?? '').startsWith('application/problem+json') &&
  body['status'] === status &&
  typeof body['title'] === 'string';

/** Routes of the API that answer a reference or an id which nobody has otherwise than by 404 or 422 with the details. */
export async function unknownTaken(routes: readonly DeclaredRoute[], ask: Ask): Promise<string[]> {
  const faults: string[] = [];
  for (const { method, path } of routes.filter((route) => route.path.includes(':'))) {
    for (const reference of ['nobody/has this', NOBODYS, 'nonsense']) {
      const address = filledIn(path, reference).replace('/api/v1/', '');
      const isFile = path.endsWith('/file');
      const body = ['GET', 'DELETE'].includes(method) ? undefined : isFile ? '%PDF-1.4\n%%EOF\n' : {};
      const headers = isFile ? { 'content-type': 'application/pdf' } : {};
      const answer = await ask(method, address, body, headers as Record<string, string>);
      if (![404, 422].includes(answer.status) || !isProblem(answer))
        faults.push(`${method} ${path} answers ${answer.status} to ${reference}`);
    }
  }
  return faults;
}

/** What the API says of one field of a body; undefined when it is content with it. */
export const faultAt = ({ body }: Answered, field: string): string | undefined =>
  (body['errors'] as { field: string; message: string }[] | undefined)?.find((one) => one.field === field)
    ?.message;
