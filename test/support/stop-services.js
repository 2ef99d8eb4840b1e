import { running } from './start-services.js';

// eslint-disable-next-line no-restricted-syntax -- jest looks for a default export
export default async function stop() {
  await running.services?.stop();
  delete running.services;
}
