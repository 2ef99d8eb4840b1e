import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A source file, by its path from the top of the project. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Every file below a folder whose name ends so. */
export function filesBelow(folder: string, ending: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export const readProjectFile = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The folders of `src/` as ARCHITECTURE.md writes them down: imports only point left. */
export function writtenOrder(): string[] {
  const paragraph = /^`platform · [^`]*`/m.exec(readProjectFile('ARCHITECTURE.md'))?.[0] ?? '';
  return paragraph
    .replaceAll('`', '')
    .split('·')
    .map((name) => name.trim());
}

/** What a file imports from the project itself, as paths from its top. */
export function importsOf({ path, text }: SourceFile): string[] {
  const specifiers = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(
    (match) => match[1] as string,
  );
  return specifiers.map((specifier) => join(path, '..', specifier).replace(/\.js$/, '.ts'));
}

/** Imports that point right, or from an entity to anything but `platform`: one line each. */
export function wrongImports(files: readonly SourceFile[], order: readonly string[]): string[] {
  return files.flatMap((file) => {
    const from = folderOf(file.path);
    if (!from) return [];
    return importsOf(file).flatMap((target) => {
      const to = folderOf(target);
      if (!to || to === from) return [];
      if (file.path.endsWith('.entity.ts'))
        return to === 'platform' ? [] : [`${file.path} imports ${target}: an entity is a leaf`];
      if (target.endsWith('.entity.ts')) return [];
      const unknown = [from, to].find((folder) => !order.includes(folder));
      if (unknown) return [`${file.path}: the folder ${unknown} stands nowhere in the order`];
      return order.indexOf(to) < order.indexOf(from)
        ? []
        : [`${file.path} imports ${target}: ${from} stands left of ${to}`];
    });
  });
}

const folderOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];

/** Files that are longer than a room may be. Tables of data are excepted by their name. */
export const tooLong = (files: readonly SourceFile[], most = 200): string[] =>
  files
    .filter(({ path }) => !path.endsWith('.data.ts'))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > most)
    .map(({ path, lines }) => `${path}: ${lines} lines`);

/** Files that read the environment, though only the configuration may. */
export const readsEnvironment = (files: readonly SourceFile[], allowed: readonly string[]): string[] =>
  files
    .filter(({ path, text }) => /process\.env\b/.test(text) && !allowed.includes(path))
    .map(({ path }) => path);
