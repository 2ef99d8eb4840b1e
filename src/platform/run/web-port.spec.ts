import { describe, expect, it } from '@jest/globals';
import { webPort } from './web-port.js';

const free = async () => true;
const all = (...taken: number[]) => {
  return async (port: number) => !taken.includes(port);
};

describe('where web listens', () => {
  it('is where it was told, or 3000', async () => {
    expect(await webPort(8080, free)).toBe(8080);
    expect(await webPort(undefined, free)).toBe(3000);
  });

  it('is the next free port when nobody said and 3000 is taken', async () => {
    expect(await webPort(undefined, all(3000, 3001))).toBe(3002);
  });

  it('is never another than was asked for', async () => {
    await expect(webPort(8080, all(8080))).rejects.toThrow(/^Port 8080 is taken/);
  });

  it('is some free port for 0', async () => {
    expect(await webPort(0)).toBeGreaterThan(1023);
  });
});
