import { describe, expect, it } from '@jest/globals';
import { askedPort, checkProduction } from './settings.js';

const whole = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://db/portico',
  REDIS_URL: 'redis://queue',
  SECRET_KEY: 'k'.repeat(32),
  BASE_URL: 'https://portal.example',
};

describe('production', () => {
  it('starts with the four that it needs', () => {
    expect(() => checkProduction(whole)).not.toThrow();
  });

  it('names each one that is missing, and no other', () => {
    const { DATABASE_URL, BASE_URL } = whole;
    expect(() => checkProduction({ NODE_ENV: 'production', DATABASE_URL, BASE_URL })).toThrow(
      /Not set: REDIS_URL, SECRET_KEY\.$/,
    );
    expect(() => checkProduction({ ...whole, REDIS_URL: '' })).toThrow(/Not set: REDIS_URL\.$/);
  });

  it('is only meant when it is said', () => {
    expect(() => checkProduction({})).not.toThrow();
  });
});

describe('PORT', () => {
  it('is what was asked for, if anything was', () => {
    expect(askedPort({ PORT: '8080' })).toBe(8080);
    expect(askedPort({ PORT: '0' })).toBe(0);
    expect(askedPort({ PORT: '' })).toBeUndefined();
    expect(askedPort({})).toBeUndefined();
  });

  it.each(['http', '-1', '65536', '80 80', '3000.5'])('is refused by name when it is no port: %s', (PORT) => {
    expect(() => askedPort({ PORT })).toThrow(`not "${PORT}"`);
  });
});
