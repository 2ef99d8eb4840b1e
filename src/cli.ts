import 'reflect-metadata';
import { Config, ConfigError } from './platform/config.js';
import { migrate } from './platform/database/migrate.js';
import { PorticoError } from './platform/errors.js';
import { COMMANDS } from './commands.js';

/** The one-off commands: `npm run portico -- <command>`. */
async function main(name: string | undefined, args: readonly string[]): Promise<void> {
  const config = new Config();
  if (name === 'migrate') {
    const { applied } = await migrate(config);
    console.log(applied.length === 0 ? 'Everything is up to date.' : `Applied: ${applied.join(', ')}.`);
    return;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    const usage = [...COMMANDS.map(({ usage }) => usage), 'migrate'].map((line) => `  ${line}`).join('\n');
    throw new ConfigError(`There is no command "${name ?? ''}". There are:\n${usage}`);
  }
  await command.run(config, args);
}

main(process.argv[2], process.argv.slice(3)).catch(async (error: Error) => {
  if (error instanceof PorticoError) {
    const { readMessages, Words } = await import('./platform/pages/words.js');
    const words = new Words(
      readMessages(new URL('../messages/en', import.meta.url).pathname),
      'en-GB',
      false,
    );
    console.error(words.say(error.text));
    if ('fields' in error) {
      for (const [field, text] of Object.entries(error.fields as object))
        console.error(`  ${field}: ${words.say(text)}`);
    }
  } else console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});
