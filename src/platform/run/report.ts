import type { Assignment } from './assignment.js';
import { demoSignIns } from './demo-sign-ins.js';
import type { Settings } from './settings.js';
import { runningSummary } from './summary.view.js';

export interface Readiness {
  readonly seconds: number;
  readonly notices: readonly string[];
  readonly temporaryFolder: string | undefined;
}

/** Prints, once Portico is ready, where it is and how to use and stop it. */
export function report(assignment: Assignment, settings: Settings, readiness: Readiness): void {
  const { command, installation } = assignment;
  const demo = command === 'demo';
  const embedded = !assignment.settings['DATABASE_URL'];
  const keepsMail = demo && !assignment.settings['SMTP_URL'];
  const coloured = process.stdout.isTTY && !settings['NO_COLOR'];
  const text = runningSummary(
    {
      title: demo ? `Portico, a demonstration (${installation.trade}),` : 'Portico',
      baseUrl: command === 'worker' ? undefined : settings['BASE_URL'],
      signIns: (demo && demoSignIns(installation.home)) || [],
      mailbox: keepsMail ? `${settings['BASE_URL']}/dev/mailbox` : undefined,
      folder: embedded ? installation.home : undefined,
      ...readiness,
    },
    coloured,
  );
  process.stdout.write(`${text}\n`);
}
