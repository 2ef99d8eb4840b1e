import { describe, expect, it } from '@jest/globals';
import net from 'node:net';
import { once } from 'node:events';
import pg from 'pg';
import { isAway } from './database.js';

const asked = (host: string, port: number): Promise<unknown> => {
  const pool = new pg.Pool({
    host,
    port,
    user: 'a',
    password: 'b',
    database: 'c',
    connectionTimeoutMillis: 200,
  });
  return pool.query('select 1').catch((error: unknown) => error);
};
const serverThat = async (meets: (socket: net.Socket) => void): Promise<[net.Server, number]> => {
  const server = net.createServer(meets).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return [server, (server.address() as net.AddressInfo).port];
};

describe('a database is away', () => {
  it('that says nothing', async () => {
    const [server, port] = await serverThat(() => undefined);
    expect(isAway(await asked('127.0.0.1', port))).toBe(true);
    server.close();
  });

  it('that hangs up, or is not there any more', async () => {
    const [server, port] = await serverThat((socket) => socket.destroy());
    expect(isAway(await asked('127.0.0.1', port))).toBe(true);
    server.close();
    await once(server, 'close');
    expect(isAway(await asked('127.0.0.1', port))).toBe(true);
    expect(isAway(await asked('database.invalid', port))).toBe(true);
  });

  it('and not where it refuses what it is asked', () => {
    expect(isAway(Object.assign(new Error('no such table'), { code: '42P01' }))).toBe(false);
  });
});
