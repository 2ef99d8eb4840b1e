import { Storage } from '../files/storage.js';
import { NotFound } from '../platform/errors.js';
import { ZipOnDisk } from './zip.file.js';
import { entryNames } from './zip.names.js';

/** A file that goes into a ZIP, and what it is called after. */
export interface StoredFile {
  readonly reference: string;
  readonly file: { readonly id: string; readonly name: string; readonly mediaType: string } | null;
}

/** What became of it. */
export type Outcome = { readonly file: string } | { readonly remark: 'none' | 'withheld' | 'unreadable' };

/** Files out of the storage as entries of a ZIP, each under a name of its own, in folders where there are several. */
export class ZipEntries {
  private readonly names = new Map<string, ReturnType<typeof entryNames>>();

  constructor(
    private readonly zip: ZipOnDisk,
    private readonly storage: Storage,
  ) {}

  /**
   * @param open whether the file may be opened by whoever the ZIP is for
   * @param folder none is the beginning of the ZIP
   */
  async add({ reference, file }: StoredFile, open: boolean, folder = ''): Promise<Outcome> {
    if (!file) return { remark: 'none' };
    if (!open) return { remark: 'withheld' };
    const content = await this.storage.open(file.id).catch((error: unknown) => {
      if (error instanceof NotFound) return undefined;
      throw error;
    });
    if (!content) return { remark: 'unreadable' };
    const name = this.nameIn(folder)({ reference, file });
    await this.zip.add(name, content);
    return { file: name };
  }

  private nameIn(folder: string): ReturnType<typeof entryNames> {
    const nameOf = this.names.get(folder) ?? entryNames();
    this.names.set(folder, nameOf);
    return (named) => (folder ? `${folder}/` : '') + nameOf(named);
  }
}
