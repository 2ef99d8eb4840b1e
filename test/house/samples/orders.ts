import { say } from '../../../src/platform/errors.js';
import { flagsPage } from '../../../src/sections/orders/flags.view.js';
import { samplesOf } from './samples.js';

const flags = [
  { key: 'urgent', name: 'Urgent', customerFlag: true, orders: 14 },
  { key: 'on-hold', name: 'On hold', customerFlag: false, orders: 1 },
];

export const samples = samplesOf({
  flags: [
    flagsPage(flags).model,
    flagsPage(flags, { name: 'Urgent', errors: { name: say('orders.flags.nameTaken', { name: 'Urgent' }) } })
      .model,
  ],
});
