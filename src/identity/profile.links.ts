import { Injectable } from '@nestjs/common';
import type { Text } from '../platform/errors.js';

/** A page of somebody's own that their profile leads to. */
export interface ProfileLink {
  readonly room: 'admin' | 'portal';
  readonly title: Text;
  readonly text: Text;
  readonly label: Text;
  readonly href: string;
}

/** What profiles lead to. Folders to the right add theirs at start. */
@Injectable()
export class ProfileLinks {
  private readonly links: ProfileLink[] = [];

  add(link: ProfileLink): void {
    this.links.push(link);
  }

  of(room: ProfileLink['room']): readonly ProfileLink[] {
    return this.links.filter((link) => link.room === room);
  }
}
