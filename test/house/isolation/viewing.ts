import type { DeclaredRoute } from '../../../src/access/declared-routes.js';
import type { TestPortico } from '../../support/app.js';
import type { Person } from '../../support/person.js';
import { filledIn } from './addresses.js';
import { lasting, NOBODYS, open, type Answer } from './looking.js';
import type { Looker } from './marked.js';

const AT_ONCE = 6;
const SAFE = ['GET', 'HEAD', 'OPTIONS'];
/** What looking at the portal as somebody may leave behind: that it was done, and that a file was opened. */
const LEFT_BEHIND = ['audit_lines', 'audit_names', 'viewings'];
/** Folded by a worker at any time: the same sums in fewer rows. */
const FOLDED = 'record_sums';
/** Views of pages are written in batches, half a second late at most. */
const LATE = 800;

/** An answer without the banner that says who really looks. */
const bare = (answer: Answer): string =>
  lasting(answer).replace(/<aside class="viewing".*?<\/aside>\n?/s, '');

/** Begins to look at the portal as somebody. */
export async function lookAs(staff: Person, accessId: string): Promise<void> {
  await staff.open(`/admin/portal-users/${accessId}`);
  const seen = await staff.submit(`/admin/portal-users/${accessId}/viewing`);
  if (seen.$('.viewing').length !== 1) throw new Error(`No banner: ${seen.text}`);
}

/** Addresses that answer staff who look as this person otherwise than the person, or without the banner. */
export async function seenOtherwise(
  url: string,
  staff: Person,
  looker: Looker,
  answers: readonly Answer[],
): Promise<string[]> {
  const faults: string[] = [];
  const look = async (own: Answer) => {
    const seen = await open(url, { person: staff }, own.address);
    if (bare(seen) !== bare(own)) faults.push(`${own.address} differs for who looks as ${looker.name}`);
    const isPage = seen.type.startsWith('text/html') && !(seen.status >= 300 && seen.status < 400);
    if (isPage && !seen.body.includes('<aside class="viewing"'))
      faults.push(`${own.address} does not say that somebody else looks`);
  };
  for (let at = 0; at < answers.length; at += AT_ONCE)
    await Promise.all(answers.slice(at, at + AT_ONCE).map(look));
  return faults;
}

/** Routes by which something could be changed meanwhile; those that stay open on purpose are not tried. */
export async function changeable(routes: readonly DeclaredRoute[], staff: Person): Promise<string[]> {
  const token = (await staff.open('/portal')).$('input[name=_csrf]').attr('value') ?? '';
  const faults: string[] = [];
  for (const { method, path, declaration, evenWhileViewing } of routes) {
    if (SAFE.includes(method) || evenWhileViewing) continue;
    if (!declaration || ['api', 'anyone'].includes(declaration.who)) continue;
    const body = new URLSearchParams({ _csrf: token });
    const { status, text } = await staff.request(method, filledIn(path, NOBODYS), body, false);
    if (status !== 403 || !text.includes('Nothing can be changed meanwhile, and nothing was.'))
      faults.push(`${method} ${path} answers ${status} to who looks as somebody else`);
  }
  return faults;
}

/** A print of every table, but of those that may say that somebody looked. */
export async function tables({ sql }: TestPortico): Promise<ReadonlyMap<string, string>> {
  await new Promise((resolve) => setTimeout(resolve, LATE));
  const names = await sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  const prints = new Map<string, string>();
  for (const { name } of names.filter(({ name }) => !LEFT_BEHIND.includes(name) && name !== FOLDED)) {
    const [row] = await sql<{ print: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as print from ${name} t`,
    );
    prints.set(name, row?.print ?? '');
  }
  return prints;
}

/** Tables that are no longer as they were. */
export const moved = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...after].filter(([name, print]) => before.get(name) !== print).map(([name]) => name);
