import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { watchServices } from './service-watch.js';

function server(running: boolean) {
  const self = {
    name: 'Postgres',
    running,
    starts: 0,
    isRunning: () => self.running,
    start: async () => {
      self.starts += 1;
      self.running = true;
    },
  };
  return self;
}

const alone = (start: () => Promise<void>) => start();

describe('watching servers', () => {
  it('starts the one that ended, once, says so, and leaves the other alone', async () => {
    const [dead, alive, lines] = [server(false), server(true), [] as string[]];
    const end = watchServices([dead, alive], alone, (line) => lines.push(line), 5);
    await sleep(60);
    end();
    expect([dead.starts, alive.starts]).toEqual([1, 0]);
    expect(lines).toEqual(['Postgres has ended; starting it again.']);
  });

  it('starts nothing after it was ended, even where a start was waiting for its turn', async () => {
    const dead = server(false);
    const waiting = async (start: () => Promise<void>) => {
      await sleep(40);
      await start();
    };
    const end = watchServices([dead], waiting, () => undefined, 5);
    await sleep(20);
    end();
    await sleep(60);
    expect(dead.starts).toBe(0);
  });
});
