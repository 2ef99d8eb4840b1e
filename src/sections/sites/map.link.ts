import type { Values } from '../engine/record.queries.js';

const MAP = 'https://www.openstreetmap.org';

/** Where a map shows a site: at its coordinates, or found by its address; undefined when neither is known. */
export function mapHref(values: Values): string | undefined {
  const [latitude, longitude] = String(values['coordinates'] ?? '').split(/, ?/);
  if (latitude && longitude)
    return `${MAP}/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  const address = [values['address'], values['postcode']].filter(Boolean).join(', ').replace(/\s+/g, ' ');
  return address ? `${MAP}/search?query=${encodeURIComponent(address)}` : undefined;
}
