import type { Config } from '../../platform/config.js';
import { lookAtDatabase } from './database.look.js';
import { look, type Finding } from './finding.js';
import { lookAtAddress, lookAtMail, lookAtRedis, lookAtStorage } from './surroundings.look.js';

/** Looks at everything that Portico needs around it. Needs nothing of it to work, and changes nothing. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  const found = await Promise.all([
    lookAtDatabase(config),
    look('Redis', () => lookAtRedis(config)),
    look('Storage', () => lookAtStorage(config)),
    look('Mail', () => lookAtMail(config)),
    look('Address', () => lookAtAddress(config)),
  ]);
  return found.flat();
}

const SIGNS = { good: 'ok', attention: 'look', wrong: 'WRONG' } as const;

/** One line for each finding, and one that sums them up. */
export function diagnosis(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ state, what, says }) => `${SIGNS[state].padEnd(6)} ${what.padEnd(12)} ${says}`,
  );
  const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length;
  const [faults, doubts] = [count('wrong'), count('attention')];
  const sum = [
    faults > 0 ? `${faults} ${faults === 1 ? 'thing is' : 'things are'} wrong` : 'Nothing is wrong',
    doubts > 0 ? `, ${doubts} ${doubts === 1 ? 'is' : 'are'} worth a look` : '',
  ].join('');
  return [...lines, '', `${sum}.`].join('\n');
}

export const isWell = (findings: readonly Finding[]): boolean =>
  findings.every(({ state }) => state !== 'wrong');
