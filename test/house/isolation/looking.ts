import { pagesOf } from '../../support/pdf.js';
import { partsOf } from '../../support/workbook.js';
import type { Looker } from './marked.js';

/** An id that stands nowhere. */
export const NOBODYS = '01900000-0000-7000-8000-00000000dead';

/** What an address answered. */
export interface Answer {
  readonly address: string;
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Opens an address as somebody who is signed in, without following where it leads. */
export async function open(
  url: string,
  { person }: Pick<Looker, 'person'>,
  address: string,
): Promise<Answer> {
  const cookie = `portico_session=${person.cookie('portico_session') ?? ''}`;
  const response = await fetch(`${url}${address}`, { headers: { cookie }, redirect: 'manual' });
  return {
    address,
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: `${response.headers.get('location') ?? ''}${await textOf(response)}`,
  };
}

/** What a person reads of an answer: of a workbook, what stands on its sheets; of a ZIP, its files with their names; of a paper, on its pages. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type') === 'application/pdf') {
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!bytes.includes('PDFKit')) return bytes.toString('latin1');
    // Once more in one piece: what stands on several lines of a cell is one word.
    const texts = pagesOf(bytes).flat();
    return `${texts.join(' ')}\n${texts.join('')}`;
  }
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('spreadsheetml') && type !== 'application/zip') return response.text();
  const parts = partsOf(Buffer.from(await response.arrayBuffer()));
  return [...(type === 'application/zip' ? [...parts].flat() : parts.values())].join('\n');
}

/** The answer without what differs each time a page is made: tokens and ids of forms, the moment it was made. */
export const lasting = ({ status, body }: Answer): string =>
  `${status}\n${body
    .replace(/(name="(_csrf|id)" value=")[^"]*/g, '$1')
    .replace(/<div class="print-header">.*?<\/div>/s, '')
    // Of a paper.
    .replace(/Made ?\w{3} \d+ \w+ \d{4}, \d\d:\d\d/g, 'Made')}`;

/** The words of an answer's own part, with the ids of its address made the same as any other. */
export const words = (answer: Answer, ids: readonly string[] = [NOBODYS]): string =>
  ids
    .reduce((text, id) => text.replaceAll(id, 'ID'), lasting(answer))
    .replace(/^(\d+\n).*<main[^>]*>(.*)<\/main>.*$/s, '$1$2');

const AT_ONCE = 8;

/** Several at a time, answers in order. */
export async function several<In, Out>(
  items: readonly In[],
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const done: Out[] = [];
  const waiting = [...items.entries()];
  const oneByOne = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) done[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, oneByOne));
  return done;
}
