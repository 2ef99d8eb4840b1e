import { Injectable } from '@nestjs/common';

/** Whether a part of the surroundings works just now. One that cannot tell does not. */
type Check = () => boolean | Promise<boolean>;

/** What Portico can do without for a while: folders to the right add theirs at start. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, Check>();

  add(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** Each part by its name. */
  async parts(): Promise<Readonly<Record<string, 'ok' | 'degraded'>>> {
    const parts = [...this.checks].map(async ([name, check]) => {
      const works = await Promise.resolve()
        .then(check)
        .catch(() => false);
      return [name, works ? 'ok' : 'degraded'] as const;
    });
    return Object.fromEntries(await Promise.all(parts));
  }
}
