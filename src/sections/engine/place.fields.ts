import { say, type Text } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Choice } from '../../platform/lists/choice.js';

/** What a page is narrowed to: whose, and where. */
export const PLACES = ['customer', 'site'] as const;
export type Place = (typeof PLACES)[number];

/**
 * What its form offers of them. Where there are too many to choose from, `Typed` says which one is meant by its
 * reference, or nothing.
 */
export interface PlaceOffers {
  readonly sites: readonly Choice[];
  readonly siteTyped?: string | undefined;
  readonly customers: readonly Choice[];
  readonly customerTyped?: string | undefined;
}

/** What stands in a field of a form: the value that is asked for, or what was typed in its place and is wrong. */
export interface Asked {
  readonly value: string | undefined;
  readonly typed?: string | undefined;
  readonly error?: Text | undefined;
}

/** A field of the form above a page. */
export const askedField = (
  name: string,
  label: Text,
  { value, typed, error }: Asked,
  more: object,
): object => ({
  name,
  label,
  value: typed ?? value ?? '',
  ...(error ? { error } : {}),
  ...more,
});

/** A drop-down. What is asked for and not offered stands in it, too: `other` says what it is called. */
export function selectField(
  name: string,
  label: Text,
  asked: Asked,
  choices: readonly Choice[],
  other: Text = verbatim(asked.value ?? ''),
): object {
  const { value } = asked;
  const isThere = value === undefined || choices.some((one) => one.value === value);
  const options = [
    { value: '', label: say('sections.filters.any') },
    ...choices,
    ...(isThere ? [] : [{ value, label: other }]),
  ];
  return askedField(name, label, asked, { type: 'select', options });
}

/**
 * The fields of customer and site: one of a drop-down or, of too many, one that is named; none where there is no choice.
 * What the form does not offer stays as it is, in `hidden`.
 */
export function placeFields(
  asked: Readonly<Record<Place, Asked>>,
  offers: PlaceOffers,
): { fields: object[]; hidden: { name: string; value: string }[] } {
  const found = PLACES.map((name) => ({ name, field: placeField(name, asked[name], offers) }));
  return {
    fields: found.flatMap(({ field }) => field ?? []),
    hidden: found.flatMap(({ name, field }) => {
      const { value } = asked[name];
      return field || !value ? [] : [{ name, value }];
    }),
  };
}

function placeField(name: Place, asked: Asked, offers: PlaceOffers): object | undefined {
  const label = say(`sections.fields.${name}`);
  const [choices, known] =
    name === 'customer' ? [offers.customers, offers.customerTyped] : [offers.sites, offers.siteTyped];
  if (known !== undefined)
    return askedField(
      name,
      label,
      { ...asked, value: known },
      {
        type: 'text',
        help: say('sections.filters.namedHelp'),
      },
    );
  return choices.length > 1
    ? selectField(name, label, asked, choices, say(`sections.filters.chip.${name}`))
    : undefined;
}
