import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { readTrade } from './admin/demo/demos.js';
import { Demonstration } from './admin/demo/demonstration.service.js';
import { diagnosis, examine, isWell } from './admin/doctor/doctor.js';
import { SYSTEM } from './audit/audit.service.js';
import { ApiKeys } from './identity/api-keys.service.js';
import { NewLoginForm } from './identity/identity.forms.js';
import { ImportCommand } from './imports/import.command.js';
import { IMPORT_USAGE, importOptions } from './imports/import.options.js';
import { terminalOf } from './imports/terminal.js';
import { Config, ConfigError } from './platform/config.js';
import { parseForm } from './platform/http/forms.js';
import { SetUp } from './settings/set-up.service.js';

/** One command of the command line. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  run(config: Config, args: readonly string[]): Promise<void>;
}

/** What there is. A folder's own commands stand here as one line each. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'create-admin',
    usage: 'create-admin --email <email> --name <name>   (password from standard input)',
    run: createAdmin,
  },
  { name: 'api-key', usage: 'api-key --name <name> [--role <role group>]', run: apiKey },
  { name: 'import', usage: IMPORT_USAGE, run: importFile },
  { name: 'seed', usage: 'seed <trade>', run: seedDemo },
  { name: 'doctor', usage: 'doctor', run: doctor },
];

/** Runs work inside the application, without HTTP and without workers. */
export async function inside(
  config: Config,
  work: (app: INestApplicationContext) => Promise<void>,
): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: ['warn', 'error'],
    abortOnError: false,
  });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

async function createAdmin(config: Config, args: readonly string[]): Promise<void> {
  const { email = '', name = '' } = options(args, ['email', 'name']);
  const password = (await standardInput()).replace(/\r?\n$/, '');
  const form = await parseForm(NewLoginForm, {
    email,
    name,
    kind: 'staff',
    password,
    passwordConfirmation: password,
  });
  await inside(config, async (app) => {
    await app.get(SetUp).addAdministrator(SYSTEM, { ...form, password });
    console.log(`${email} can sign in at ${config.baseUrl}/sign-in.`);
  });
}

async function apiKey(config: Config, args: readonly string[]): Promise<void> {
  const { name, role = 'Administrator' } = options(args, ['name', 'role']);
  if (!name) throw new ConfigError('Say what the key is for: api-key --name <name>.');
  await inside(config, async (app) => console.log(await app.get(ApiKeys).make(SYSTEM, name, role)));
}

async function importFile(config: Config, args: readonly string[]): Promise<void> {
  const wanted = importOptions(args);
  await inside(config, async (app) => {
    process.exitCode = await app.get(ImportCommand).run(wanted, terminalOf(process.stdout));
  });
}

async function seedDemo(config: Config, args: readonly string[]): Promise<void> {
  const trade = readTrade(args);
  await inside(config, (app) =>
    app.get(Demonstration, { strict: false }).load(trade, (line) => console.log(line)),
  );
}

/** Does not start the application: it has something to say just when that cannot be started. */
async function doctor(config: Config): Promise<void> {
  const findings = await examine(config);
  console.log(diagnosis(findings));
  if (!isWell(findings)) process.exitCode = 1;
}

function options<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const known = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...args], options: known }).values as Partial<Record<Name, string>>;
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
