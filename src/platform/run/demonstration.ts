import { join } from 'node:path';
import { demoSignIns } from './demo-sign-ins.js';
import { openMailbox } from './mailbox.server.js';
import { runOneOff } from './one-off.js';
import type { Assignment } from './assignment.js';
import type { Settings } from './settings.js';

/** The variables that make the processes a demonstration: its trade, and a mail server that keeps everything. */
export async function demoSettings({ installation, settings, endings }: Assignment): Promise<Settings> {
  const trade = { PORTICO_DEMO: installation.trade };
  if (settings['SMTP_URL']) return trade;
  const mailbox = await openMailbox(join(installation.home, 'mailbox'));
  endings.push(mailbox.close);
  return { ...trade, SMTP_URL: mailbox.url };
}

/**
 * Loads the demonstration unless it is there. A database given from outside may be another one each time,
 * so it is always asked; loading what is loaded changes nothing.
 */
export async function loadDemo(assignment: Assignment, settings: Settings): Promise<void> {
  const { installation, root, interrupts, tell } = assignment;
  if (!assignment.settings['DATABASE_URL'] && demoSignIns(installation.home)) return;
  tell(`Loading the demonstration (${installation.trade}) ...`);
  const seed = runOneOff(root, ['seed', installation.trade], settings);
  void interrupts.first.then(seed.end);
  const code = await seed.code;
  if (code !== 0 && !interrupts.happened()) throw new Error('The demonstration could not be loaded.');
}
