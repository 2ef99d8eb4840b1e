import { readListQuery } from '../../../src/platform/lists/list-query.js';
import type { AnyOfficeList, OpenedList } from '../../../src/platform/lists/office-list.js';

/**
 * A sample model, or several, for each view of a folder: `views/customers/list.hbs` has its own under `list` in
 * `test/house/samples/customers.ts`, exported as `samples`. House tests render them; `test/screens` photographs them.
 */
export type Samples = Readonly<Record<string, Sample | readonly Sample[]>>;

/** A view's model (with `head`), the parameters of a component, or the model of a mail. */
export type Sample = object;

/** Only says what a file of samples exports. */
export const samplesOf = (samples: Samples): Samples => samples;

/** A list of the office as it is asked for by somebody who keeps a view of it. */
export const openedList = <Filter extends string>(
  list: AnyOfficeList & Parameters<typeof readListQuery<Filter>>[1],
  sent: Readonly<Record<string, string>>,
): OpenedList<Filter> => ({
  query: readListQuery(sent, list),
  remembered: {
    columns: null,
    views: [{ id: '01900000-0000-7000-8000-00000000e001', name: 'Mine', query: 'q=cask', mine: true }],
  },
});
