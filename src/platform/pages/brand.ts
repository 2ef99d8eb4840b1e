type Colour = readonly [number, number, number];

const white: Colour = [255, 255, 255];
const ink: Colour = [23, 25, 30];
const night: Colour = [24, 26, 31];

/** The relative luminance and contrast ratio of WCAG 2.2, 1.4.3. */
const luminance = (colour: Colour): number => {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: Colour, b: Colour): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

const mix = (from: Colour, to: Colour, share: number): Colour =>
  from.map((part, index) => Math.round(part + ((to[index] ?? 0) - part) * share)) as unknown as Colour;

const hex = (colour: Colour): string =>
  `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

const parse = (text: string): Colour =>
  [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16)) as unknown as Colour;

/** The nearest shade towards black or white that can be read on each of these grounds. */
function readable(colour: Colour, grounds: readonly Colour[], towards: Colour, ratio = 4.5): Colour {
  for (let share = 0; share < 1; share += 0.04) {
    const shade = mix(colour, towards, share);
    if (grounds.every((ground) => contrast(shade, ground) >= ratio)) return shade;
  }
  return towards;
}

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** How well white text reads on a colour, from 1 to 21; below 4.5 the text on it turns dark. */
export const contrastWithWhite = (colour: string): number => contrast(parse(colour), white);

/** How well one colour reads on another, from 1 to 21. */
export const contrastBetween = (text: string, ground: string): number => contrast(parse(text), parse(ground));

/** A colour as text on white paper: as it is, or as dark as it must be to be read. */
export const brandInk = (colour: string): string => hex(readable(parse(colour), [white], ink));

/** Where the stylesheet of a colour lies: an address that is its content, so it may be kept for ever. */
export const brandHref = (colour: string): string => `/assets/brand-${colour.slice(1).toLowerCase()}.css`;

/**
 * The variables that follow from the organisation's colour, for light and dark: the fill, the text on it, the
 * colour as text on the page and on the soft ground, and that ground. Contrast is 4.5:1 or better for text, 3:1 for fills in the dark.
 */
export function brandSheet(colour: string): string {
  const brand = parse(colour);
  const fills = [brand, readable(brand, [night], white, 3)] as const;
  const softs = [mix(brand, white, 0.9), mix(brand, night, 0.78)] as const;
  const texts = [
    readable(brand, [[250, 250, 250], softs[0]], ink),
    readable(brand, [[34, 37, 43], softs[1]], white),
  ] as const;
  const variables = (which: 0 | 1): string => {
    const onBrand = contrast(fills[which], white) >= 4.5 ? white : ink;
    const pairs = {
      brand: fills[which],
      'on-brand': onBrand,
      'brand-text': texts[which],
      'brand-soft': softs[which],
    };
    return Object.entries(pairs)
      .map(([name, value]) => `--${name}:${hex(value)}`)
      .join(';');
  };
  return `:root{${variables(0)}}@media screen and (prefers-color-scheme:dark){:root{${variables(1)}}}`;
}
