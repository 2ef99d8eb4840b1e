import { documents } from '../../../src/sections/documents/documents.section.js';
import { replacementPage } from '../../../src/sections/documents/replacement.view.js';
import { say } from '../../../src/platform/errors.js';
import type { FileType } from '../../../src/sections/documents/file-types.js';
import { fileTypesPage, type FileTypesInput } from '../../../src/sections/documents/file-types.view.js';
import { dutyOfCareView, type DutyOfCareContext } from '../../../src/documents/duty-of-care.view.js';
import { GAPS, MOVEMENTS } from '../../../src/documents/gaps.js';
import { readPeriod } from '../../../src/sections/period/period.request.js';
import { licences } from '../../../src/sections/licences/licences.section.js';
import { samplesOf } from './samples.js';

const type = (key: string, name: string, more: Partial<FileType> = {}): FileType => ({
  key,
  name,
  customerFile: true,
  showsPrices: false,
  olderVersions: false,
  documents: 0,
  ...more,
});
const types = [
  type('waste-transfer-note', 'Waste transfer note', { documents: 1312 }),
  type('consignment-note', 'Hazardous waste consignment note', { documents: 1 }),
  type('price-list', 'Price list', { showsPrices: true, documents: 24 }),
  type('other', 'Other', { customerFile: false, documents: 7 }),
];
const page = (more: Partial<FileTypesInput> = {}) => fileTypesPage({ types, ...more }).model;

const document = {
  kind: documents,
  id: '01900000-0000-7000-8000-00000000d001',
  reference: 'WTN-2041',
  version: 2,
  deleted: false,
  customer: { id: '01900000-0000-7000-8000-00000000c001', reference: 'ACME', name: 'Acme Ltd' },
  body: {},
};

const days = (query = {}) => readPeriod(query, '2026-03-18');
const context: DutyOfCareContext = {
  room: 'portal',
  today: '2026-03-18',
  packOf: say('duty-of-care.pack.some', { of: 1, customers: 2 }),
  someSites: true,
  whose: say('duty-of-care.together', { count: 2 }),
  sites: [],
  customers: [],
};
const counts = [12, 1, 2, 0, 0, 1940, 75];
const care = {
  looked: { ...MOVEMENTS, count: 2315 },
  gaps: GAPS.map((gap, index) => ({
    gap,
    section: gap.section,
    query: gap.query,
    count: counts[index] ?? 0,
    unknown:
      gap.key === 'carrier-lapsed'
        ? ('nothingKept' as const)
        : gap.key === 'no-note'
          ? ('notShared' as const)
          : null,
  })),
  pack: {
    papers: { section: documents, query: {}, count: 318 },
    licences: { section: licences, query: {}, count: 1 },
    movements: { ...MOVEMENTS, count: 2315 },
  },
};
const none = { section: documents, query: {}, count: 0 };
const nothing = { ...care, gaps: care.gaps.map((gap) => ({ ...gap, count: 0 })) };

export const samples = samplesOf({
  'duty-of-care': [
    dutyOfCareView(days(), care, context),
    dutyOfCareView(
      days(),
      {
        ...nothing,
        looked: { ...care.looked, count: 0 },
        pack: { papers: none, licences: none, movements: none },
      },
      { ...context, someSites: false, whose: null, packOf: null },
    ),
    dutyOfCareView(days(), undefined, { ...context, room: 'admin' }),
    dutyOfCareView(days({ from: '2026-03-02', to: '2026-03-01' }), undefined, context),
  ],
  replacement: [
    replacementPage(document, 'documents').model,
    replacementPage(document, 'licences', say('documents.upload.again'), true).model,
  ],
  'file-types': [
    page(),
    page({
      answers: { 'name.other': '' },
      errors: { 'name.other': say('documents.types.nameNeeded') },
    }),
    page({
      errors: { newName: say('documents.types.nameTaken', { name: 'Other' }) },
      addition: { name: 'Other', customerFile: true, showsPrices: false, olderVersions: true },
    }),
    page({
      behind: {
        text: say('platform.behind.notice.who', { who: 'Ruth Bailey' }),
        at: new Date('2026-03-04T14:05:00Z'),
      },
      errors: {
        'customerFile.price-list': say('platform.behind.off', { name: 'Price list: Customer file' }),
      },
    }),
  ],
});
