import { JOB_FIELDS } from '../../../src/imports/job-fields.fixture.js';
import { NO_GLIMPSE } from '../../../src/imports/matching/glimpse.js';
import { matchField } from '../../../src/imports/matching/match.field.view.js';
import { fieldAt } from '../../../src/imports/matching/match.names.js';
import { say } from '../../../src/platform/errors.js';
import { barChart, barList } from '../../../src/platform/pages/bar-chart.view.js';
import { cell } from '../../../src/platform/pages/cells.js';
import { tableView } from '../../../src/platform/pages/table.view.js';
import { verbatim } from '../../../src/platform/pages/words.js';
import { samplesOf } from './samples.js';

const tab = (label: string, current = false, count?: number) => ({
  label: verbatim(label),
  href: '/x',
  current,
  ...(count ? { count } : {}),
});

const switchOf = (id: string, checked: boolean) => ({
  id,
  name: id.replace(/\..*/, ''),
  value: 'jobs',
  label: verbatim('Jobs'),
  checked,
  error: null,
});

const statuses = [
  cell.status(verbatim('Completed'), 'good'),
  cell.status(verbatim('Scheduled'), 'information'),
  cell.status(verbatim('On the way'), 'attention'),
  cell.status(verbatim('Cancelled'), 'neutral'),
  cell.status(verbatim('Failed'), 'danger'),
];

export const sampleTable = tableView({
  caption: verbatim('Jobs, newest first'),
  columns: [
    { key: 'reference', label: verbatim('Job'), sortHref: '?sort=reference' },
    { key: 'date', label: verbatim('Date'), sortHref: '?sort=date', sorted: 'descending', telling: true },
    { key: 'site', label: verbatim('Site'), telling: true },
    { key: 'status', label: verbatim('Status'), telling: true },
    { key: 'waste', label: verbatim('Waste') },
    { key: 'weight', label: verbatim('Weight'), unit: verbatim('t') },
    { key: 'price', label: verbatim('Price') },
  ],
  rows: Array.from({ length: 12 }, (_, index) => ({
    href: `/portal/jobs/${index}`,
    cells: [
      cell.text(`J-2026/${String(4120 - index)}`),
      cell.date(`2026-03-${String(28 - index).padStart(2, '0')}`),
      cell.text(
        ['Riverside Hotel, Maidenhead', 'The Old Mill', 'Bridge House Conference Centre'][index % 3] ?? null,
      ),
      statuses[index % 5] ?? cell.text(null),
      index % 4 === 1
        ? cell.ewc('160601', true, verbatim('lead batteries'))
        : cell.ewc('200301', false, verbatim('mixed municipal waste')),
      index % 5 === 3 ? cell.tonnes(null) : cell.tonnes(1_240_000 + index * 377_000, index % 3 === 1),
      cell.money(12_450 + index * 1_999, 'GBP'),
    ],
  })),
});

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
export const sampleMonths = Array.from({ length: 24 }, (_, index) => {
  const grams = Math.round((30 + 14 * Math.sin(index / 2) + (index % 5) * 3) * 1_000_000);
  return {
    label: verbatim(months[index % 12] ?? ''),
    group: verbatim(String(2024 + Math.floor(index / 12))),
    value: grams / 1_000_000,
    cell: cell.weight(grams),
    href: `/portal/jobs?month=${index}`,
  };
});

const shares = [0.55, 0.2, 0.15, 0.1];
const fates = ['Recycled', 'Energy', 'Landfill', 'Not yet known'];
export const sampleChart = barChart({
  sentence: verbatim('42.60 t in March, 8 % less than last March'),
  unit: verbatim('tonnes'),
  bars: sampleMonths,
});
export const sampleStacked = barChart({
  sentence: verbatim('Two thirds of March was recycled'),
  unit: verbatim('tonnes'),
  bars: sampleMonths.slice(0, 12).map((bar) => ({
    ...bar,
    parts: fates.map((fate, index) => ({
      series: ([3, 2, 6, 8] as const)[index] ?? 1,
      label: verbatim(fate),
      value: bar.value * (shares[index] ?? 0),
      cell: cell.weight(Math.round(bar.value * (shares[index] ?? 0) * 1_000_000)),
    })),
  })),
});
export const sampleList = barList({
  sentence: verbatim('Most of it was mixed municipal waste'),
  bars: [
    ['20 03 01 mixed municipal waste', 412_300_000],
    ['15 01 01 paper and cardboard packaging', 198_420_000],
    ['20 01 08 biodegradable kitchen and canteen waste, collected apart', 96_050_000],
    ['16 06 01* lead batteries (hazardous)', 1_240_000],
  ].map(([label, grams]) => ({
    label: verbatim(String(label)),
    value: Number(grams) / 1_000_000,
    cell: cell.weight(Number(grams)),
    href: '/portal/jobs?ewc=200301',
  })),
});

export const samples = samplesOf({
  account: {},
  brand: {},
  'any-field': [
    { type: 'checkbox', id: 'estimated', name: 'estimated', label: verbatim('Estimated'), checked: true },
    {
      type: 'checkboxes',
      id: 'flags',
      name: 'flags',
      label: verbatim('Flags'),
      error: verbatim('Choose each flag once.'),
      options: [{ id: 'flags.urgent', value: 'urgent', label: verbatim('Urgent'), checked: true }],
    },
    { type: 'text', id: 'service', name: 'service', label: verbatim('Service'), value: 'Skip' },
  ],
  'bar-chart': [
    sampleChart,
    sampleStacked,
    barChart({ sentence: verbatim('Nothing'), unit: verbatim('t'), bars: [] }),
  ],
  'bar-list': sampleList,
  'deleted-meanwhile': {
    text: say('platform.behind.deleted.you'),
    at: new Date('2026-03-04T14:05:00Z'),
    wayBack: '/admin/jobs/x/restoration',
  },
  behind: {
    text: verbatim('Ruth Bailey saved this page while you had it open.'),
    at: new Date('2026-03-04T14:05:00Z'),
  },
  blocks: {
    blocks: [
      { kind: 'note', title: verbatim('On site now'), text: verbatim('Nobody is on site.') },
      { kind: 'chart', title: verbatim('Visitors'), chart: sampleChart },
      {
        kind: 'form',
        title: verbatim('2 timesheets wait for you'),
        text: verbatim('Tick those that are right.'),
        action: '/portal/timesheets/approvals',
        hidden: [{ name: 'version', value: '3' }],
        choices: [
          {
            id: 'timesheet.1',
            name: 'timesheets',
            value: '1.3',
            label: verbatim('Sam Reed, 37:30'),
            checked: true,
            link: { label: verbatim('TS-1'), href: '/portal/timesheets/1' },
          },
          {
            id: 'timesheet.2',
            name: 'timesheets',
            value: '2.1',
            label: verbatim('Jo Field, 12:00'),
            checked: false,
            link: null,
          },
        ],
        fields: [
          { name: 'reason', label: verbatim('Why'), type: 'textarea', value: 'Too many', error: null },
        ],
        button: { label: verbatim('Approve the chosen ones'), kind: 'primary' },
      },
    ],
  },
  button: [
    { label: verbatim('Send 3 invitations') },
    { label: verbatim('End access for Acme Ltd'), kind: 'danger', icon: 'trash', name: 'do', value: 'end' },
  ],
  checkbox: [
    { label: verbatim('Riverside Hotel'), name: 'sites', id: 'site-1', value: '1', checked: true },
    {
      label: verbatim('All sites'),
      name: 'all',
      type: 'radio',
      help: verbatim('Sites added later too.'),
      error: verbatim('Choose one.'),
    },
  ],
  confirm: {
    text: verbatim('Nobody of Acme Ltd can sign in any more.'),
    points: [],
    action: '/end',
    fields: [],
    button: verbatim('End access'),
    back: { label: verbatim('Keep it'), href: '/' },
  },
  contact: {},
  photos: {
    title: say('jobs.photos.title'),
    photos: [
      { href: '/portal/jobs/1/photos/2', name: 'Gate blocked', day: '2026-03-04' },
      { href: '/portal/jobs/1/photos/3', name: 'Skip before it was emptied', day: '2026-03-04' },
    ],
  },
  ask: [
    {
      title: say('sections.ask.title'),
      text: say('sections.ask.text', { reference: 'J-20481' }),
      name: verbatim('Maya Lee'),
      phone: { label: '01628 555 0142', href: 'tel:016285550142' },
      email: { label: 'maya@marlow.example', href: 'mailto:maya@marlow.example?subject=J-20481&body=Hello' },
    },
    { title: say('sections.ask.title'), text: verbatim('Call us.'), name: null, phone: null, email: null },
  ],
  csrf: {},
  viewing: [
    {
      text: say('access.viewing.banner', {
        by: 'Ruth Bailey',
        person: 'Dev Anand',
        email: 'dev.anand@thames-valley-hotels.example',
        customer: 'Thames Valley Hotels Group Ltd',
        until: '15:05',
      }),
      portalHref: null,
    },
    {
      text: say('access.viewing.bannerClosed', {
        by: 'Ruth Bailey',
        person: 'Dev Anand',
        email: 'dev@thames.example',
        until: '15:05',
      }),
      portalHref: '/portal',
    },
  ],
  'description-list': {
    title: verbatim('Address'),
    items: [
      { label: verbatim('Street'), cell: cell.text('12 Quay Street') },
      { label: verbatim('Opened'), cell: cell.date('2024-05-01') },
      { label: verbatim('Contact'), cell: cell.text(null) },
      { label: verbatim('Map'), cell: cell.words(verbatim('Show on a map'), 'https://maps.example/1') },
      { label: verbatim('Status'), cell: cell.status(verbatim('On Stop'), 'attention') },
    ],
  },
  empty: [
    {
      title: verbatim('No jobs yet'),
      text: verbatim('Your collections appear here on the day they are planned. Questions? Call us.'),
    },
    {
      title: verbatim('No sites yet'),
      text: verbatim('Add the first one.'),
      icon: 'sites',
      action: { label: verbatim('Add a site'), href: '/new' },
      moreActions: [{ label: verbatim('Import a file'), href: '/imports/new', kind: 'secondary' }],
    },
  ],
  'error-summary': [{ errors: {} }, { errors: { email: verbatim('Enter an email address.') } }],
  field: [
    {
      label: verbatim('Email'),
      name: 'email',
      type: 'email',
      value: 'a@b.example',
      help: verbatim('We write to it.'),
      error: verbatim('This address is of a member of staff.'),
    },
    { label: verbatim('Name'), name: 'name', optional: true },
    { label: verbatim('Notes'), name: 'notes', type: 'textarea', value: 'Two\nlines', maxlength: 500 },
    {
      label: verbatim('Status'),
      name: 'status',
      type: 'select',
      value: 'b',
      options: [
        { value: 'a', label: verbatim('A') },
        { value: 'b', label: verbatim('B') },
      ],
    },
    {
      label: verbatim('Weight'),
      name: 'weight',
      type: 'number',
      value: 0,
      min: 0,
      step: 'any',
      unit: verbatim('kg'),
      width: 'short',
    },
    {
      label: verbatim('Password'),
      name: 'password',
      type: 'password',
      value: 'never shown',
      autocomplete: 'current-password',
    },
    { label: verbatim('File'), name: 'file', type: 'file', accept: '.csv', multiple: true },
  ],
  filters: [
    { action: '/portal/jobs', q: { value: '' } },
    {
      action: '/portal/jobs',
      q: { value: 'riverside' },
      hidden: [{ name: 'sort', value: '-date' }],
      open: true,
      fields: [
        { label: verbatim('Service'), name: 'service', type: 'text', value: 'skip' },
        {
          legend: verbatim('Weight'),
          unit: verbatim('kg'),
          help: verbatim('Of the whole job.'),
          fields: [{ label: verbatim('From'), name: 'weightFrom', type: 'text', value: '20' }],
        },
      ],
      chips: [
        { label: verbatim('From Thu 1 Jan 2026'), href: '/portal/jobs' },
        { name: verbatim('Weight'), label: verbatim('from 20 kg'), href: '/portal/jobs' },
      ],
      clearHref: '/portal/jobs',
    },
  ],
  flash: {},
  footer: {},
  icon: { name: 'plus' },
  'icon-switch': [
    { on: true, href: '/a', icon: 'portal', label: verbatim('Customer Portal Access') },
    { on: false, href: '/a', icon: 'portal', label: verbatim('Customer Portal Access') },
  ],
  legend: { entries: sampleStacked.legend },
  'list-tools': {
    section: 'jobs',
    query: 'status=completed',
    views: [],
    sorts: [
      {
        label: say('sections.fields.date'),
        way: say('platform.lists.sorts.days.descending'),
        href: '/admin/jobs?sort=-date',
        current: true,
      },
    ],
    save: {
      action: '/admin/saved-views',
      sharing: [
        { value: 'nobody', label: say('platform.views.shared.nobody'), id: 'shared-nobody', checked: true },
      ],
      mine: [{ value: 'Skips', label: verbatim('Skips') }],
    },
    columns: {
      action: '/admin/list-columns',
      offered: [{ id: 'column-date', name: 'date', label: say('sections.fields.date'), checked: true }],
      chosen: true,
    },
  },
  'saved-views': [
    { views: [] },
    {
      views: [
        {
          label: verbatim('Skips'),
          href: '/admin/jobs?q=skip',
          current: true,
          edit: { label: say('platform.views.edit.admin'), href: '/admin/saved-views/1' },
        },
        { label: verbatim('Late'), href: '/admin/jobs', current: false, edit: null },
      ],
    },
  ],
  action: [
    { label: verbatim('Download as Excel'), href: '/portal/documents.xlsx', icon: 'download' },
    {
      label: verbatim('Download files as ZIP'),
      href: '/portal/documents.zip',
      icon: 'download',
      sends: { list: 'from=2026-03-01', all: 'on' },
    },
  ],
  downloads: [
    {
      lists: [
        {
          label: say('jobs.title'),
          files: [{ label: say('exports.formats.csv'), href: '/portal/jobs.csv' }],
        },
      ],
    },
  ],
  fold: { name: verbatim('Download') },
  'sort-by': {
    sorts: [
      {
        label: say('sections.fields.date'),
        way: say('platform.lists.sorts.days.ascending'),
        href: '/admin/jobs?sort=date',
        current: false,
      },
    ],
  },
  more: [
    { label: verbatim('All 212 documents'), href: '/portal/documents?job=J-1' },
    { label: verbatim('12 older versions are not shown'), href: null },
  ],
  'link-button': { label: verbatim('Add customer'), href: '/admin/customers/new', icon: 'plus' },
  'match-field': ['wasteItems[].weight', 'reference', 'status', 'price'].map((path) =>
    matchField(path, fieldAt(path, JOB_FIELDS) ?? { path, kind: 'text' }, {
      columns: [
        { ...NO_GLIMPSE, name: 'Net', firsts: ['1.24'] },
        { ...NO_GLIMPSE, name: 'State', firsts: ['Done'], words: ['Done', 'Open'] },
      ],
      columnOptions: [
        { value: 'column-0', label: verbatim('Net (1.24)') },
        { value: 'column-1', label: verbatim('State (Done)') },
      ],
      map: { fields: { 'wasteItems[].weight': { column: 'Net', unit: 't' }, status: '{State}' } },
      errors: { reference: verbatim('Choose a column.') },
    }),
  ),
  menu: {},
  notice: [
    {
      text: verbatim('The portal is switched off. Nobody can sign in yet.'),
      tone: 'attention',
      action: { label: verbatim('Switch it on'), href: '/s' },
    },
    { text: verbatim('The portal opens on Monday.') },
  ],
  'page-head': [
    { title: verbatim('Jobs') },
    {
      title: verbatim('Acme Ltd'),
      purpose: verbatim('What we hold about this customer.'),
      back: { label: verbatim('Customers'), href: '/admin/customers' },
      status: { words: verbatim('Active'), tone: 'good' },
      switch: { on: true, href: '/p', icon: 'portal', label: verbatim('Customer Portal Access') },
      moreActions: [{ label: verbatim('Export'), href: '/e' }],
      action: { label: verbatim('Edit'), href: '/edit' },
      tabs: [tab('Details', true), tab('Sites', false, 12)],
    },
    { title: verbatim('Jobs'), moreActions: [{ label: verbatim('Export'), href: '/e', kind: 'quiet' }] },
    {
      title: verbatim('Jobs'),
      moreName: verbatim('Download'),
      moreActions: [{ label: verbatim('Export'), href: '/e' }],
    },
  ],
  pagination: [
    { count: verbatim('214 jobs, 3 cancelled') },
    { count: verbatim('1 job'), earlierHref: '?before=a', laterHref: '?after=b' },
  ],
  'permission-rows': {
    caption: 'settings.portal.sections',
    rows: [
      {
        name: verbatim('Jobs'),
        help: verbatim('Jobs and collections.'),
        needs: null,
        part: false,
        available: switchOf('available.jobs', true),
        default: switchOf('default.jobs', false),
        apply: { on: '/x?value=on', off: '/x?value=off', now: '/x?value=off' },
      },
    ],
  },
  'people-to-add': {
    typed: {
      value: 'ann@thames.example',
      send: true,
      error: null,
      faults: [{ typed: 'x', fault: verbatim('x: no email') }],
    },
  },
  'people-cards': [
    { people: [] },
    {
      people: [
        {
          href: '/x',
          email: verbatim('ann@thames.example'),
          name: verbatim('Ann Lee'),
          state: { words: verbatim('Sent'), tone: 'information', moments: [], answer: null },
          facts: [verbatim('All sites')],
          lastSignedInAt: null,
          send: null,
          actions: [{ label: verbatim('Change'), href: '/x', kind: 'quiet' }],
        },
      ],
    },
  ],
  progress: [
    {
      label: verbatim('Export of 12,400 jobs'),
      done: 4100,
      total: 12400,
      id: 'export',
      note: verbatim('You can leave this page.'),
    },
    { label: verbatim('Done'), done: 0, total: 0 },
  ],
  stat: [
    {
      label: verbatim('Jobs this month'),
      cell: cell.number(214),
      href: '/jobs',
      note: verbatim('3 cancelled'),
    },
    { label: verbatim('Weight'), cell: cell.weight(null) },
  ],
  sessions: [
    {
      rows: [
        {
          beganAt: new Date('2026-03-04T12:00:00Z'),
          address: '203.0.113.9',
          since: 'identity.sessions.since',
          own: true,
          action: null,
        },
        {
          beganAt: new Date('2026-03-03T12:00:00Z'),
          address: '2001:db8::1428:57ab',
          since: 'identity.sessions.since',
          own: false,
          action: '/admin/profile/sessions/1/end',
          label: verbatim('End the one from 2001:db8::1428:57ab'),
        },
      ],
      all: { action: '/admin/profile/sessions/end', label: verbatim('Sign out everywhere else') },
    },
    { rows: [], all: null },
  ],
  'form-rows': {
    title: verbatim('Contacts'),
    help: verbatim('To take a row away, empty its fields.'),
    label: verbatim('Contact'),
    rows: [
      {
        number: 1,
        fields: [
          { label: verbatim('Name'), name: 'contacts-0-name', value: 'Ruth Bailey' },
          {
            label: verbatim('Phone'),
            name: 'contacts-0-phone',
            value: '',
            error: verbatim('Enter a number.'),
          },
        ],
      },
    ],
  },
  status: { words: say('platform.switch.on'), tone: 'good' },
  switch: [
    {
      label: verbatim('Customer Portal'),
      name: 'enabled',
      checked: true,
      help: verbatim('Nobody gets access by this alone.'),
    },
    { label: verbatim('Jobs'), name: 'jobs', error: verbatim('Switch on the portal first.'), disabled: true },
  ],
  table: [
    sampleTable,
    tableView({ caption: verbatim('None'), columns: [{ key: 'a', label: verbatim('A') }], rows: [] }),
  ],
  tabs: { tabs: [tab('Details', true), tab('Sites')] },
  value: [
    cell.text('text'),
    cell.text(null),
    cell.number(0),
    cell.dateTime('2026-03-04T12:00:00Z'),
    cell.percentage(0.423),
    cell.fileSize(1_240_000),
    cell.weight(380_000, true),
    cell.ewc('160601', true, verbatim('lead batteries')),
    cell.status(verbatim('Sent'), 'information'),
  ],
});
