import { describe, expect, it } from '@jest/globals';
import { Injectable, SetMetadata } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { marked, oneOfEach } from './marked.js';

const MARK = Symbol('a mark of this test');

@Injectable()
class Kitchen {
  private readonly name = 'kitchen';

  @SetMetadata(MARK, 'cooks')
  cook(): string {
    return this.name;
  }

  rest(): void {}
}

async function found() {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [Kitchen],
  }).compile();
  return marked<string, () => string>(module.get(DiscoveryService), module.get(MetadataScanner), MARK);
}

describe('marked methods', () => {
  it('are found in every provider, and know where they belong', async () => {
    const methods = await found();
    expect(methods.map(({ mark, method }) => [mark, method()])).toEqual([['cooks', 'kitchen']]);
  });

  it('are one for each kind, else every kind at fault is named', async () => {
    const methods = await found();
    expect(oneOfEach('cook', methods, ['cooks']).size).toBe(1);
    expect(() => oneOfEach('cook', [...methods, ...methods], ['washes'])).toThrow(
      'There must be one cook for each kind: washes has 0, cooks has 2',
    );
  });
});
