import type { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** A method that a decorator marked, bound to its provider. */
export interface MarkedMethod<Mark, Method> {
  readonly mark: Mark;
  readonly method: Method;
}

/** Every method of every provider that carries this mark: handlers, sweepers, composers, runners. */
export function marked<Mark, Method>(
  discovery: DiscoveryService,
  scanner: MetadataScanner,
  symbol: symbol,
): MarkedMethod<Mark, Method>[] {
  return discovery.getProviders().flatMap(({ instance }) => {
    const prototype: unknown = instance && typeof instance === 'object' && Object.getPrototypeOf(instance);
    if (!prototype) return [];
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const method = (instance as Record<string, unknown>)[name];
      if (typeof method !== 'function') return [];
      const mark = Reflect.getMetadata(symbol, method) as Mark | undefined;
      return mark === undefined ? [] : [{ mark, method: method.bind(instance) as Method }];
    });
  });
}

/**
 * The one method of each mark.
 * @throws Error naming every mark that two methods carry, or that none of `wanted` has
 */
export function oneOfEach<Mark extends string, Method>(
  what: string,
  found: readonly MarkedMethod<Mark, Method>[],
  wanted: readonly Mark[] = [],
): ReadonlyMap<Mark, Method> {
  const marks = new Set([...wanted, ...found.map(({ mark }) => mark)]);
  const faults = [...marks].flatMap((mark) => {
    const count = found.filter((one) => one.mark === mark).length;
    return count === 1 ? [] : [`${mark} has ${count}`];
  });
  if (faults.length > 0) throw new Error(`There must be one ${what} for each kind: ${faults.join(', ')}`);
  return new Map(found.map(({ mark, method }) => [mark, method]));
}
