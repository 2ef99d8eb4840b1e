import { anyFreePort, firstFreePort, isPortFree } from '../services/free-port.js';
import { UsageError } from './command-line.js';

/** Where web listens when nothing else is said. */
export const USUAL_PORT = 3000;

/** A browser may take localhost for either of the two addresses, so both must be free. */
async function isFreeForAll(port: number): Promise<boolean> {
  return (await isPortFree(port, '0.0.0.0')) && (await isPortFree(port, '::'));
}

/**
 * The port that web will listen on: the one asked for, else 3000, else the next free one.
 * 0 asks for any that is free.
 * @throws UsageError when the one asked for is taken
 */
export async function webPort(asked: number | undefined, isFree = isFreeForAll): Promise<number> {
  if (asked === 0) return anyFreePort();
  if (asked !== undefined) {
    if (await isFree(asked)) return asked;
    throw new UsageError(
      `Port ${asked} is taken by another program. Stop that one, or set PORT to another number.`,
    );
  }
  const port = await firstFreePort(USUAL_PORT, isFree);
  if (port === undefined) throw new UsageError('No port from 3000 on is free. Set PORT to one that is.');
  return port;
}
