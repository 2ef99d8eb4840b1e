import { describe, expect, it } from '@jest/globals';
import { firstFreePort } from './free-port.js';

const taken = (...ports: number[]) => {
  return async (port: number) => !ports.includes(port);
};

describe('the port', () => {
  it('is the wanted one when it is free', async () => {
    expect(await firstFreePort(3000, taken())).toBe(3000);
  });

  it('is the next free one when others have it', async () => {
    expect(await firstFreePort(3000, taken(3000, 3001, 3003))).toBe(3002);
  });

  it('does not exist past the last one', async () => {
    expect(await firstFreePort(65534, taken(65534, 65535))).toBeUndefined();
  });
});
