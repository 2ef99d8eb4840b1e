/* eslint no-restricted-syntax: off -- Jest asks for a default export. */
import jest from '../../jest.config.js';

const unit = jest.projects.find((project) => project.displayName === 'unit');

/** What breaks Portico as a whole: each story starts it for real in a folder of its own, and kills parts of it. */
export default {
  ...unit,
  displayName: 'faults',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/faults/**/*.faults.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
};
