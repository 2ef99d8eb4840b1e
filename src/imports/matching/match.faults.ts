import { say, type Text } from '../../platform/errors.js';
import { nameOf } from './match.names.js';

/**
 * Where the page shows what is wrong with a map: at the field, or above all of them.
 * @param called what people call the field of a path
 */
export function faultsAtFields(
  places: Readonly<Record<string, Text>>,
  called: (path: string) => string,
): Record<string, Text> {
  return Object.fromEntries(
    Object.entries(places).map(([place, text]) => {
      const path = fieldOf(place);
      return [
        path === undefined ? placeOnPage(place) : nameOf(path),
        onPage(path === undefined ? text : { ...text, values: { ...text.values, field: called(path) } }),
      ];
    }),
  );
}

const OWN = ['dateFormat', 'decimal', 'currency', 'headerRow', 'delimiter', 'encoding'];

/** The field that a place is about, and what its entry says beyond it: `fields.wasteItems[].weight.unit`. */
const fieldOf = (place: string): string | undefined =>
  /^fields\.(.+?)(?:\.(?:unit|column|template|constant|default|dateFormat|decimal|currency|values(?:\..*)?))?$/.exec(
    place,
  )?.[1];

function placeOnPage(place: string): string {
  if (place.startsWith('unknown') || place.startsWith('only.')) return place.split('.')[0] ?? place;
  return OWN.includes(place) ? place : 'map';
}

/** Sentences that tell what to write in a map; on the page they tell what to choose. */
const OTHERWISE = new Set([
  'map.missing',
  'map.needsUnit',
  'map.dateEither',
  'map.dateMixed',
  'map.decimalEither',
  'map.decimalMixed',
  'row.noCustomer',
  'row.noSite',
  'row.sameReference',
  'value.noUnit',
  'value.date',
  'value.dateTwoDigitYear',
  'report.fileGuessed',
]);

/** What is said of a file or a map, for somebody who matches its columns by choosing. */
export const onPage = (text: Text): Text => {
  const name = text.key.replace(/^imports\./, '');
  return OTHERWISE.has(name) ? say(`imports.onPage.${name}`, text.values) : text;
};
