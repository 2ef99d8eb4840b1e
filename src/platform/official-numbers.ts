/** One or several codes of UK SIC 2007, each of five digits: `38110`, `38.11/0`, `38110, 38220`. */
const SIC_CODES = /^\d\d\.?\d\d[./]?\d(\s*[,;]\s*\d\d\.?\d\d[./]?\d){0,3}$/;

/** Where a business is registered, such as Companies House: `01234567`, `SC123456`, `HRB 12345`. */
const COMPANY_NUMBER = /^(?=(?:\D*\d){3})[A-Z]{0,4}[\p{L}\d ./-]{3,30}$/iu;

/** Numbers for VAT behind the country that they begin with, as the EU's VIES describes them. */
const VAT_OF: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z\d]\d{7}[A-Z\d]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z\d]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z\d+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z\d+*]{12}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

/** What a business is officially known by, and whether a text is that; `platform.fields.<name>` says that it is not. */
export const OFFICIAL_NUMBERS = {
  sicCode: (text: string): boolean => SIC_CODES.test(text),
  companyNumber: (text: string): boolean => COMPANY_NUMBER.test(text),
  vatNumber: isVatNumber,
};

/** A number for VAT: without a country it is one of Great Britain; of countries that are not known here it has five digits. */
function isVatNumber(text: string): boolean {
  const [, country = 'GB', number = ''] =
    /^([A-Z]{2})?(.+)$/.exec(text.toUpperCase().replace(/[\s./-]/g, '')) ?? [];
  if (country === 'GB' || country === 'XI') return isBritish(number);
  return VAT_OF[country]?.test(number) ?? /^[A-Z]?(?=(?:[A-Z]*\d){5})[A-Z\d]{5,20}$/.test(number);
}

/**
 * Nine digits, perhaps three more of a branch; or a government department's or a health authority's number. Of the nine
 * the last two are check digits: the others, weighed, and these come to a multiple of 97, in the newer series to 55 less.
 */
function isBritish(number: string): boolean {
  if (/^(GD[0-4]|HA[5-9])\d\d$/.test(number)) return true;
  if (!/^\d{9}(\d{3})?$/.test(number)) return false;
  const weighed = [8, 7, 6, 5, 4, 3, 2].reduce((sum, weight, at) => sum + weight * Number(number[at]), 0);
  const sum = weighed + Number(number.slice(7, 9));
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
}
