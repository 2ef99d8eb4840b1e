/* eslint no-restricted-syntax: off -- Jest asks for a default export. */
import jest from '../../jest.config.js';

const unit = jest.projects.find((project) => project.displayName === 'unit');

/** Photographs need a browser, and neither Postgres nor Redis. */
export default {
  ...unit,
  displayName: 'screens',
  testTimeout: 60_000,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/screens/**/*.screens.ts'],
};
