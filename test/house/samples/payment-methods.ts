import { say } from '../../../src/platform/errors.js';
import { autoPayPage, inPortal } from '../../../src/sections/payment-methods/auto-pay.view.js';
import { samplesOf } from './samples.js';

const methods = [
  { id: 'm1', brand: 'Visa', lastFour: '4242', expiry: '04/2020', expired: true },
  { id: 'm2', brand: 'Direct debit', lastFour: '0117', expiry: '', expired: false },
];
const names = new Map([
  ['c1', 'Acme Ltd'],
  ['c2', 'Acme Depots Ltd'],
]);

const place = inPortal(names);

export const samples = samplesOf({
  'auto-pay': [
    autoPayPage([{ customerId: 'c1', methods, methodId: 'm1' }], place).model,
    autoPayPage(
      [
        { customerId: 'c1', methods, methodId: 'gone' },
        { customerId: 'c2', methods: [], methodId: undefined },
      ],
      place,
      { customerId: 'c1', fields: { deactivation: say('auto-pay.callUs') } },
    ).model,
    autoPayPage([], place).model,
  ],
});
