import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export type Packing = 'br' | 'gzip';

export interface Asset {
  readonly href: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** Packed when it is first asked for. Only text; a font is packed already. */
  readonly packed: Readonly<Record<Packing, () => Buffer>> | null;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Stylesheet, script, icons and font, read once at start and kept in memory (about 150 kB). Each address holds a
 * hash of the content, so a browser may keep it for ever and still sees every change at once.
 */
export class Assets {
  private readonly byName = new Map<string, Asset>();
  private readonly byHref = new Map<string, Asset>();
  private readonly icons: ReadonlySet<string>;

  constructor(publicFolder: string) {
    const font = createRequire(import.meta.url).resolve(
      '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
    );
    this.add('fonts/inter.woff2', readFileSync(font));
    for (const name of ['portico.js', 'icons.svg', 'favicon.svg'])
      this.add(name, readFileSync(join(publicFolder, name)));
    this.add('portico.css', Buffer.from(this.stylesheet(join(publicFolder, 'styles'))));
    const sprite = readFileSync(join(publicFolder, 'icons.svg'), 'utf8');
    this.icons = new Set([...sprite.matchAll(/<symbol id="([^"]+)"/g)].map((match) => String(match[1])));
  }

  /** `/assets/portico.1f2e3d4c5b.css` of `portico.css`. */
  href(name: string): string {
    const asset = this.byName.get(name);
    if (!asset) throw new Error(`There is no asset "${name}".`);
    return asset.href;
  }

  /** Where an icon lies within `public/icons.svg`. */
  iconHref(name: string): string {
    if (!this.icons.has(name)) throw new Error(`There is no icon "${name}" in public/icons.svg.`);
    return `${this.href('icons.svg')}#${name}`;
  }

  find(href: string): Asset | undefined {
    return this.byHref.get(href);
  }

  /** The files of `public/styles`, in the order of their names. */
  private stylesheet(folder: string): string {
    return readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
      .replaceAll(/\/\*[^]*?\*\//g, '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ?([{};,]) ?/g, '$1')
      .replaceAll(/url\(([^)]+)\)/g, (_all, name: string) => `url(${this.href(name)})`);
  }

  private add(name: string, bytes: Buffer): void {
    const ending = extname(name);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    const asset: Asset = {
      href: `/assets/${name.slice(0, -ending.length)}.${hash}${ending}`,
      type: types[ending] ?? 'application/octet-stream',
      bytes,
      packed:
        ending === '.woff2'
          ? null
          : { br: once(() => brotliCompressSync(bytes)), gzip: once(() => gzipSync(bytes)) },
    };
    this.byName.set(name, asset);
    this.byHref.set(asset.href, asset);
  }
}

function once(make: () => Buffer): () => Buffer {
  let made: Buffer | undefined;
  return () => (made ??= make());
}
