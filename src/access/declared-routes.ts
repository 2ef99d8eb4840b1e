import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { DECLARATION, EVEN_WHILE_VIEWING, type Declaration } from './access.decorators.js';

/** One route of the application, with who may enter it. */
export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly declaration: Declaration | undefined;
  /** Whether it stays open to staff who look at the portal as somebody else, though it changes something. */
  readonly evenWhileViewing?: boolean;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD'];

/** Every route says who may enter, else the application does not start. */
@Injectable()
export class DeclaredRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const open = this.all().filter(({ declaration }) => !declaration);
    if (open.length > 0) {
      const names = open.map(({ method, path, handler }) => `${method} ${path} (${handler})`);
      throw new Error(`These routes do not say who may enter:\n${names.join('\n')}`);
    }
  }

  all(): DeclaredRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (!metatype || !instance) return [];
      const prefixes = paths(Reflect.getMetadata('path', metatype));
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name] as () => unknown;
        const path: unknown = Reflect.getMetadata('path', handler);
        if (path === undefined) return [];
        const declaration = this.reflector.getAllAndOverride<Declaration | undefined>(DECLARATION, [
          handler,
          metatype,
        ]);
        const method = METHODS[Reflect.getMetadata('method', handler) as number] ?? 'GET';
        return prefixes.flatMap((prefix) =>
          paths(path).map((end) => ({
            method,
            path: `/${[prefix, end]
              .map((part) => part.replace(/^\/|\/$/g, ''))
              .filter(Boolean)
              .join('/')}`,
            handler: `${metatype.name}.${name}`,
            declaration,
            evenWhileViewing: Reflect.getMetadata(EVEN_WHILE_VIEWING, handler) === true,
          })),
        );
      });
    });
  }
}

const paths = (path: unknown): string[] => (Array.isArray(path) ? path.map(String) : [String(path ?? '')]);
