import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/** Whether a port can be listened on at this address right now; so it can, for us, where there is no such address. */
export function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(NO_SUCH_ADDRESS.includes(error.code ?? '')),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A free port on the loopback address, chosen by the system. */
export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * The port that was chosen at an earlier start and written to this file, else, or when another program has it now,
 * a new one. A server that comes back finds its clients still asking at the old address.
 */
export async function keptPort(file: string): Promise<number> {
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (kept > 0 && (await isPortFree(kept, '127.0.0.1'))) return kept;
  const port = await anyFreePort();
  writeFileSync(file, String(port));
  return port;
}

/**
 * The first free port at or after the wanted one; undefined when a hundred in a row are taken.
 * `isFree` is asked for each in turn.
 */
export async function firstFreePort(wanted: number, isFree: (port: number) => Promise<boolean>) {
  for (let port = wanted; port < wanted + 100 && port < 65536; port += 1) {
    if (await isFree(port)) return port;
  }
  return undefined;
}
