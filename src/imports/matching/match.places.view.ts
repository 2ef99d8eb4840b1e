import { say } from '../../platform/errors.js';
import { declaredFields } from '../declared.fields.js';
import { isObject } from '../import.map-faults.js';
import { SITE_KINDS } from '../import.map-places.js';
import { targetOf } from '../import.targets.js';
import type { ImportRow } from '../imports.queries.js';
import { choiceOf, PLACES } from './field.choice.js';
import type { MatchAround } from './match.field.view.js';
import type { MatchInput, MatchOption } from './match.input.js';
import { NEW_PLACE_KEYS, type NewPlaceKey, placeField } from './sent.map.js';

/** What becomes of customers or sites that nobody knows yet. */
export interface PlacesView {
  readonly what: MatchInput;
  readonly name: MatchInput;
  readonly kind: MatchInput | null;
}

/** For customers and sites that the record points at. */
export function placesView({ section }: ImportRow, around: MatchAround): PlacesView[] {
  const paths = declaredFields(targetOf(section).kind).map(({ path }) => path);
  const asked = { unknownCustomers: 'customer', unknownSites: 'site' } as const;
  return NEW_PLACE_KEYS.filter((key) => paths.includes(asked[key])).map((key) => placeView(key, around));
}

function placeView(key: NewPlaceKey, { columns, columnOptions, map, errors }: MatchAround): PlacesView {
  const written = map[key];
  const creates = written !== undefined && written !== 'refuse';
  const own = isObject(written) ? written : {};
  const names = columns.map(({ name }) => name);
  const choice = (name: string) => choiceOf(own[name], placeField(key, name), names);
  const named = choice('name').from;
  const likely = columns.findIndex(({ name }) => LIKELY_NAMES[key].test(name.trim()));
  const kept = (from: string): MatchOption[] =>
    from === PLACES.kept ? [{ value: PLACES.kept, label: say('imports.match.keptPlain') }] : [];
  const input = (part: string): Pick<MatchInput, 'id' | 'name' | 'label' | 'type'> => ({
    id: part === 'what' ? key : `${key}.${part}`,
    name: `${key}[${part}]`,
    label: say(`imports.match.${key}.${part}`),
    type: 'select',
  });
  return {
    what: {
      ...input('what'),
      value: creates ? 'create' : 'refuse',
      error: errors[key] ?? null,
      width: 'medium',
      options: ['refuse', 'create'].map((value) => ({ value, label: say(`imports.match.${key}.${value}`) })),
    },
    name: {
      ...input('name'),
      name: `${key}[name][from]`,
      value: creates || likely < 0 ? named : (columnOptions[likely]?.value ?? ''),
      options: [
        { value: PLACES.nothing, label: say('imports.match.asReference') },
        ...kept(named),
        ...columnOptions,
      ],
    },
    kind: key === 'unknownSites' ? kindInput(input('kind'), choice('kind')) : null,
  };
}

const LIKELY_NAMES: Readonly<Record<NewPlaceKey, RegExp>> = {
  unknownCustomers: /^(customer|client|company|account)[ _]?name$/i,
  unknownSites: /^(site|premises|location)[ _]?name$/i,
};

/** Static or patrol: the same for every new site, unless a map by hand says more. */
const kindInput = (
  input: Pick<MatchInput, 'id' | 'name' | 'label' | 'type'>,
  { from, text }: ReturnType<typeof choiceOf>,
): MatchInput => {
  const isKept = from !== PLACES.nothing && from !== PLACES.same;
  return {
    ...input,
    width: 'medium',
    value: isKept ? PLACES.kept : text,
    options: [
      ...SITE_KINDS.map((value) => ({
        value: value === 'static' ? '' : value,
        label: say(`imports.match.siteKinds.${value}`),
      })),
      ...(isKept ? [{ value: PLACES.kept, label: say('imports.match.keptPlain') }] : []),
    ],
  };
};
