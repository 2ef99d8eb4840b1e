import type { Assignment } from './assignment.js';
import type { LongRunning } from './command-line.js';
import { demoSettings, loadDemo } from './demonstration.js';
import { report } from './report.js';
import type { Role } from './role-process.js';
import { RoleProcesses } from './role-processes.js';
import { endLeftovers } from './running-note.js';
import { openSurroundings } from './surroundings.js';
import { webAddress } from './web-address.js';

const ROLES: Readonly<Record<LongRunning, readonly Role[]>> = {
  demo: ['web', 'worker'],
  start: ['web', 'worker'],
  web: ['web'],
  worker: ['worker'],
};

/** Runs Portico until it is interrupted, and then ends everything it started, last first. */
export async function supervise(assignment: Assignment): Promise<void> {
  try {
    await start(assignment);
    await assignment.interrupts.first;
  } catch (error) {
    // Ctrl-C reaches every program in the terminal; what fails after it failed because of it.
    if (!assignment.interrupts.happened()) throw error;
  } finally {
    for (const end of assignment.endings.toReversed()) await end();
  }
}

async function start(assignment: Assignment): Promise<void> {
  const { command, installation, root, interrupts, endings, tell } = assignment;
  await endLeftovers(installation.home);
  const address = ROLES[command].includes('web') ? await webAddress(assignment.settings, tell) : {};
  const given = { ...assignment.settings, ...address };
  const processes = new RoleProcesses(ROLES[command], assignment);
  // Should the services not start, the processes that wait for them end too.
  endings.push(processes.stop);
  processes.warm(given);
  const surroundings = await openSurroundings(installation, root, given, tell);
  endings.push(surroundings.close);
  const demo = command === 'demo' ? await demoSettings(assignment) : {};
  const settings = { ...surroundings.settings, ...demo };
  if (command === 'demo') await loadDemo(assignment, settings);
  if (interrupts.happened()) return;
  endings.push(processes.stop);
  const notices = await Promise.race([processes.start(settings), interrupts.first]);
  if (!notices) return;
  surroundings.watch();
  report(assignment, settings, {
    seconds: process.uptime(),
    notices,
    temporaryFolder: surroundings.temporaryFolder,
  });
}
