import { basename, join, resolve } from 'node:path';
import { ConfigError } from '../config.js';
import { removeServices } from '../services/services.js';
import { parseCommand, USAGE, UsageError, type Command } from './command-line.js';
import { chooseInstallation, currentInstallation } from './installation.js';
import { listenForInterrupts } from './interrupts.js';
import { runOneOff } from './one-off.js';
import { runningSettings } from './running-note.js';
import { checkProduction, type Settings } from './settings.js';
import { supervise } from './supervisor.js';
import { openSurroundings } from './surroundings.js';

/** Standard output belongs to what a command answers; everything about the running itself goes here. */
const tell = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * Does what the words after `portico` ask for.
 * @param root the project's folder
 * @returns the exit code
 */
export async function run(words: readonly string[], root: string, settings: Settings): Promise<number> {
  try {
    return await obey(parseCommand(words), root, settings);
  } catch (error) {
    const expected = error instanceof UsageError || error instanceof ConfigError;
    tell(
      error instanceof Error
        ? (!expected && settings['DEBUG'] && error.stack) || error.message
        : String(error),
    );
    return 1;
  }
}

async function obey(command: Command, root: string, settings: Settings): Promise<number> {
  const base = resolve(settings['PORTICO_FOLDER'] || join(root, '.portico'));
  if (command.kind === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (command.kind === 'clean') {
    if (basename(base) !== '.portico') {
      throw new UsageError(
        `--clean removes a whole folder; ${base} has a name of its own, so please remove it yourself.`,
      );
    }
    const removed = await removeServices(base);
    tell(`Removed ${removed.join(' and ')}.`);
    return 0;
  }
  checkProduction(settings);
  const interrupts = listenForInterrupts(settings);
  if (command.kind === 'long-running') {
    const installation = command.trade ? chooseInstallation(base, command.trade) : currentInstallation(base);
    const { name } = command;
    await supervise({ command: name, installation, root, settings, interrupts, endings: [], tell });
    return 0;
  }
  const installation = currentInstallation(base);
  const given = { ...runningSettings(installation.home), ...settings };
  const surroundings = await openSurroundings(installation, root, given, tell, command.name === 'doctor');
  try {
    return await runOneOff(root, [command.name, ...command.rest], surroundings.settings).code;
  } finally {
    await surroundings.close();
  }
}
