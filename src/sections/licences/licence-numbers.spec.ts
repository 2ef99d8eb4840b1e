import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isLicenceNumber, REGULATORS, type LicenceKind, type Regulator } from './licence-numbers.js';
import { madeOf } from './pattern.fixture.js';

describe('the number of a licence', () => {
  it.each([
    ['carrier-registration', 'environment-agency', 'CBDU123456'],
    ['carrier-registration', 'sepa', 'SCO/123456'],
    ['carrier-registration', 'niea', 'roc  ut 1234'],
    ['carrier-registration', '', 'PCT-A-1234'],
    ['site-permit', 'natural-resources-wales', 'EPR/AB1234CD'],
    ['site-permit', 'niea', 'WML 12/34 LN/15/6/M'],
    ['site-permit', 'other', 'whatever they write'],
    ['subcontractor-licence', '', '410 221 007'],
  ] as const)('%s of %s may be %s', (kind, regulator, number) =>
    expect(isLicenceNumber(kind, regulator, number)).toBe(true),
  );

  it.each([
    ['carrier-registration', 'environment-agency', 'SCO/123456'],
    ['carrier-registration', 'sepa', 'CBDU123456'],
    ['carrier-registration', '', 'CBDU12'],
    ['carrier-registration', '', 'EPR/AB1234CD'],
    ['site-permit', 'natural-resources-wales', 'WML12345'],
    ['site-permit', '', 'CBDU123456'],
  ] as const)('%s of %s is not %s', (kind, regulator, number) =>
    expect(isLicenceNumber(kind, regulator, number)).toBe(false),
  );

  const RULES = join(process.cwd(), '../shared/data/dwt/receipt_rules.json');
  const there = existsSync(RULES);
  const says = there ? 'has the forms that the service has' : `(skipped: ${RULES} is not here)`;

  (there ? it : it.skip)(says, () => {
    const { formats } = JSON.parse(readFileSync(RULES, 'utf8')) as { formats: Record<string, Rule[]> };
    for (const [kind, name] of [
      ['carrier-registration', 'carrier_registration'],
      ['site-permit', 'site_authorisation'],
    ] as const) {
      const rules = (formats[name] ?? []).flatMap(({ regulator, pattern, patterns = [] }) =>
        (OURS[regulator] ?? []).flatMap((ours) =>
          [...patterns, ...(pattern ? [pattern] : [])].map((one) => ({ ours, pattern: one })),
        ),
      );
      expect(new Set(rules.map(({ ours }) => ours))).toEqual(
        new Set(REGULATORS.filter((one) => one !== '' && one !== 'other')),
      );
      const numbers = rules.flatMap(({ pattern }) => madeOf(pattern).flatMap(spoilt));
      for (const regulator of new Set(rules.map(({ ours }) => ours)))
        for (const number of numbers) {
          const theirs = rules.some(
            ({ ours, pattern }) => ours === regulator && new RegExp(pattern).test(number),
          );
          expect([regulator, number, isLicenceNumber(kind as LicenceKind, regulator, number)]).toEqual([
            regulator,
            number,
            theirs,
          ]);
        }
    }
  });
});

interface Rule {
  readonly regulator: string;
  readonly pattern?: string;
  readonly patterns?: readonly string[];
}

const OURS: Readonly<Record<string, readonly Regulator[]>> = {
  'England and Wales': ['environment-agency', 'natural-resources-wales'],
  England: ['environment-agency'],
  Wales: ['natural-resources-wales'],
  SEPA: ['sepa'],
  Scotland: ['sepa'],
  NIEA: ['niea'],
  'Northern Ireland': ['niea'],
};

/** A number, and what it becomes when a sign is lost, doubled or put behind it. */
const spoilt = (number: string): string[] => [
  number,
  number.slice(1),
  number.slice(0, -1),
  `${number}1`,
  `${number}A`,
  number.replace(/\d/, ''),
  number.replace(/\//, '-'),
];
