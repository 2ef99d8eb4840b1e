import { createHmac } from 'node:crypto';

const WORDS = (
  'amber anchor apple autumn barley basket beacon birch bramble bridge button candle canvas cedar cherry clover ' +
  'cobble copper coral cotton cradle crystal daisy ember falcon feather fern fiddle flint forest garden ginger ' +
  'granite harbour hazel heron hollow island ivory jasmine juniper kettle lantern lavender lemon linen maple marble ' +
  'meadow mellow mint orchard otter paper pebble pepper plum quartz river robin saffron silver sparrow'
).split(' ');

/** A password that is easy to type, the same at every start of this installation and another in every other. */
export function demoPassword(secretKey: string, email: string): string {
  const bytes = createHmac('sha256', secretKey).update(`demonstration:${email}`).digest();
  const words = [0, 1, 2].map((index) => WORDS[(bytes[index] ?? 0) % WORDS.length]);
  return `${words.join('-')}-${10 + ((bytes[3] ?? 0) % 90)}`;
}
