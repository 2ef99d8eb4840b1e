const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      swcrc: false,
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2023',
        keepClassNames: true,
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
};

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  transform,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.portico'],
  setupFiles: ['reflect-metadata'],
  ...more,
});

const services = {
  globalSetup: '<rootDir>/test/support/start-services.js',
  globalTeardown: '<rootDir>/test/support/stop-services.js',
};

export default {
  workerIdleMemoryLimit: '512MB',
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    project('unit', ['<rootDir>/src/**/*.spec.ts']),
    project('house', ['<rootDir>/test/house/**/*.spec.ts'], services),
    project('journeys', ['<rootDir>/test/journeys/**/*.spec.ts'], services),
    project('browser', ['<rootDir>/test/browser/**/*.spec.ts'], services),
  ],
};
