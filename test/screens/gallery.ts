import Handlebars from 'handlebars';
import type { Room } from '../../src/platform/pages/frame.js';
import type { PageHead } from '../../src/platform/pages/page.js';
import { verbatim } from '../../src/platform/pages/words.js';
import { sampleChart, sampleList, samples, sampleStacked, sampleTable } from '../house/samples/components.js';
import { sampleFrame, sampleRenderer } from '../support/sample-frame.js';

export interface Screen {
  readonly name: string;
  readonly html: string;
}

/** Pages made of components alone, to look at them in company. */
export const gallery = (): Screen[] => [
  screen('portal-list', 'portal', '/portal/jobs', listHead, list),
  screen(
    'admin-list',
    'admin',
    '/admin/jobs',
    { ...listHead, action: { label: verbatim('Add a job'), href: '/n', icon: 'plus' } },
    list,
  ),
  screen('portal-blocks', 'portal', '/portal', { title: verbatim('Good to see you, Dev') }, home),
  screen(
    'portal-figures',
    'portal',
    '/portal/volumes',
    { title: verbatim('Volumes'), purpose: verbatim('What was collected from you, by month.') },
    figures,
  ),
  screen('admin-form', 'admin', '/admin/customers', formHead, form),
  screen('admin-record', 'admin', '/admin/customers', recordHead, record),
  ...(['portal', 'admin'] as const).map((room) =>
    screen(`${room}-parts`, room, `/${room}`, { title: verbatim('Parts') }, everything),
  ),
];

type Part = (name: string, model: object) => string;

function screen(
  name: string,
  room: Room,
  path: string,
  head: PageHead,
  make: (part: Part) => string,
): Screen {
  const flash =
    name === 'admin-record'
      ? {
          text: verbatim('3 invitations are on their way: a@b.example, c@d.example and e@f.example.'),
          kind: 'good' as const,
          next: null,
        }
      : null;
  const frame = sampleFrame(room, path, { flash });
  const part: Part = (component, model) => sampleRenderer.part(`components/${component}`, model, frame);
  const body = new Handlebars.SafeString(make(part));
  return { name, html: sampleRenderer.part(`layouts/${room}`, { head, wrong: false, body }, frame) };
}

const listHead: PageHead = {
  title: verbatim('Jobs'),
  purpose: verbatim('Every collection from your sites, with what was taken and where it went.'),
};

const filters = {
  action: '/portal/jobs',
  q: { value: '' },
  fields: [
    { label: verbatim('From'), name: 'from', type: 'date', value: '2026-01-01' },
    { label: verbatim('To'), name: 'to', type: 'date' },
  ],
  chips: [
    { label: verbatim('From Thu 1 Jan 2026'), href: '#' },
    { label: verbatim('Site: Riverside Hotel, Maidenhead'), href: '#' },
  ],
  clearHref: '#',
};

const list = (part: Part): string =>
  part('filters', filters) +
  part('table', sampleTable) +
  part('pagination', { count: verbatim('214 jobs, 3 cancelled'), laterHref: '#', earlierHref: '#' });

const home = (part: Part): string =>
  `<div class="stack"><div class="stats">${[samples['stat']]
    .flat()
    .map((it) => part('stat', it as object))
    .join('')
    .repeat(2)}</div>
  <section class="card"><div class="card-head"><h2>Tonnes by month</h2><a href="#">All months</a></div>${part('bar-chart', sampleChart)}</section>
  <div class="columns"><section class="stack">${part('empty', { title: verbatim('No invoices yet'), text: verbatim('Your first invoice appears here on the day it is sent. Questions? Call us.'), icon: 'invoices' })}</section>
  ${part('description-list', (samples['description-list'] ?? {}) as object)}</div></div>`;

const figures = (part: Part): string =>
  `<div class="stack">${part('tabs', { tabs: ['Volumes', 'Types', 'Fates'].map((label, index) => ({ label: verbatim(label), href: '#', current: index === 0 })) })}
  <section class="card">${part('bar-chart', sampleChart)}</section><section class="card">${part('bar-chart', sampleStacked)}</section>
  <section class="card">${part('bar-list', sampleList)}</section></div>`;

const formHead: PageHead = {
  title: verbatim('Invite people to Acme Ltd'),
  purpose: verbatim('Each person gets a link by mail and chooses a password.'),
  back: { label: verbatim('Acme Ltd'), href: '#' },
};
const form = (part: Part): string => {
  const fields = (samples['field'] as readonly object[]).map((it) => part('field', it)).join('');
  const switches = (samples['switch'] as readonly object[]).map((it) => part('switch', it)).join('');
  const choices = (samples['checkbox'] as readonly object[]).map((it) => part('checkbox', it)).join('');
  const errors = { email: verbatim('This address belongs to a member of staff. Use another one.') };
  return `${part('error-summary', { errors })}<form class="form" method="post" action="/x">${part('csrf', {})}${fields}<fieldset><legend>What they see</legend>${switches}${choices}</fieldset>
  <div class="form-actions">${part('button', { label: verbatim('Send 3 invitations'), icon: 'send' })}${part('link-button', { label: verbatim('Back'), href: '#', kind: 'secondary' })}</div></form>`;
};

const recordHead: PageHead = {
  title: verbatim('Thames Valley Hotels Group'),
  back: { label: verbatim('Customers'), href: '#' },
  status: { words: verbatim('Active'), tone: 'good' },
  switch: { on: true, href: '#', icon: 'portal', label: verbatim('Customer Portal Access') },
  action: { label: verbatim('Edit'), href: '#', kind: 'secondary', icon: 'edit' },
  tabs: ['Details', 'Sites', 'Portal Access', 'Jobs', 'Invoices', 'Documents'].map((label, index) => ({
    label: verbatim(label),
    href: '#',
    current: index === 0,
    ...(index === 1 ? { count: 12 } : {}),
  })),
};
const record = (part: Part): string =>
  `<div class="columns">${part('description-list', (samples['description-list'] ?? {}) as object).repeat(2)}</div>`;

const alone = [
  'account',
  'brand',
  'menu',
  'footer',
  'page-head',
  'csrf',
  'flash',
  'bar-chart',
  'bar-list',
  'filters',
  'pagination',
];
const everything = (part: Part): string =>
  `<div class="stack">${Object.entries(samples)
    .filter(([name]) => !alone.includes(name))
    .flatMap(([name, given]) => [given].flat().map((model) => `<div>${part(name, model as object)}</div>`))
    .join('')}</div>`;
