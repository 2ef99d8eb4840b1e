import type { Assignment } from './assignment.js';
import type { LongRunning } from './command-line.js';
import { demoSettings, loadDemo } from './demonstration.js';
import { report } from './report.js';
import { RoleProcess, type Role } from './role-process.js';
import { endLeftovers, removeNote, writeNote } from './running-note.js';
import type { Settings } from './settings.js';
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
  const { command, installation, interrupts, endings, tell } = assignment;
  await endLeftovers(installation.home);
  const address = ROLES[command].includes('web') ? await webAddress(assignment.settings, tell) : {};
  const surroundings = await openSurroundings(
    installation,
    assignment.root,
    { ...assignment.settings, ...address },
    tell,
  );
  endings.push(surroundings.close);
  const demo = command === 'demo' ? await demoSettings(assignment) : {};
  const settings = { ...surroundings.settings, ...demo };
  if (command === 'demo') await loadDemo(assignment, settings);
  if (interrupts.happened()) return;
  const notices = await Promise.race([startProcesses(assignment, settings), interrupts.first]);
  if (!notices) return;
  surroundings.watch();
  report(assignment, settings, {
    seconds: process.uptime(),
    notices,
    temporaryFolder: surroundings.temporaryFolder,
  });
}

async function startProcesses(assignment: Assignment, settings: Settings): Promise<readonly string[]> {
  const { command, installation, root, interrupts, endings, tell } = assignment;
  const { BASE_URL, PORT, SMTP_URL, PORTICO_DEMO } = settings;
  const onStart = () => {
    const children = processes.flatMap((each) => each.pid ?? []);
    writeNote(installation.home, children, { BASE_URL, PORT, SMTP_URL, PORTICO_DEMO });
  };
  const processes = ROLES[command].map((role) => new RoleProcess(role, { root, settings, onStart, tell }));
  endings.push(async () => removeNote(installation.home));
  endings.push(async () => {
    const stopAll = (now: boolean) => Promise.all(processes.map((each) => each.stop(now)));
    interrupts.onSecond(() => void stopAll(true));
    await stopAll(false);
  });
  return (await Promise.all(processes.map((each) => each.start()))).flat();
}
