import { register } from 'node:module';

/** Shared with stop-services: jest runs both in one process, once for each project. */
export const running = {};

/** Real Postgres and Redis for the tests, at the addresses in the environment of jest's workers. */
// eslint-disable-next-line no-restricted-syntax -- jest looks for a default export
export default async function start() {
  if (running.services) return;
  register('./typescript-loader.js', import.meta.url);
  const { startServices } = await import('../../src/platform/services/services.ts');
  running.services = await startServices({ folder: '.portico', tests: true, tell: console.log });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void running.services.stop().finally(() => process.exit(130)));
  }
  process.env.PORTICO_TEST_DATABASE_URL = running.services.postgresUrl;
  process.env.PORTICO_TEST_SUPERUSER_URL = running.services.superuserUrl;
  process.env.PORTICO_TEST_REDIS_URL = running.services.redisUrl;
}
