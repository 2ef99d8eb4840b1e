import { describe, expect, it } from '@jest/globals';
import type { Ask } from '../../platform/database/portal-reads.js';
import type { RecordPage } from '../engine/record-page.js';
import { invoicePage } from './invoices.view.js';

/** Whether reading a page looks at how the business says it is paid. */
const looksAtHow = async (read: RecordPage['readForPortal'], status: string): Promise<boolean> => {
  const asked: string[] = [];
  const ask = ((text: string) => {
    asked.push(text);
    return Promise.resolve([]);
  }) as Ask;
  await read?.({ id: '1', owner: '2', open: '500', openCurrency: 'GBP', status }, ask);
  return asked.some((text) => text.includes('how_to_pay'));
};

describe('how an invoice is paid', () => {
  it('is read for customers where something is to pay, and not for the office’s page, which does not show it', async () => {
    const { read, readForPortal } = invoicePage;
    expect(await looksAtHow(readForPortal, 'to-pay')).toBe(true);
    expect(await looksAtHow(readForPortal, 'paid')).toBe(false);
    expect(
      await looksAtHow((row, ask) => read?.(row, ask, '2026-03-04') ?? Promise.resolve({}), 'to-pay'),
    ).toBe(false);
  });
});
