import { readdirSync } from 'node:fs';
import { Page, type PageModel } from '../../src/platform/pages/page.js';
import type { Room } from '../../src/platform/pages/frame.js';
import type { Samples } from '../house/samples/samples.js';
import { sampleFrame, sampleRenderer } from '../support/sample-frame.js';
import type { Screen } from './gallery.js';

/** Folders of pages that customers see; all others but `identity` are the office's. */
const portalFolders = /^(portal(?!-users)|reporting)/;

/** Every sample that is a page, in the room where it is at home. */
export async function samplePages(): Promise<Screen[]> {
  const files = readdirSync('test/house/samples').filter(
    (name) => name.endsWith('.ts') && !/^(samples|components)\.ts$/.test(name),
  );
  const screens: Screen[] = [];
  for (const folder of files.map((name) => name.replace('.ts', ''))) {
    const { samples } = (await import(`../house/samples/${folder}.ts`)) as { samples?: Samples };
    for (const [view, given] of Object.entries(samples ?? {})) {
      [given].flat().forEach((model, index) => {
        if ('head' in model) screens.push(screen(folder, view, index, model as PageModel));
      });
    }
  }
  return screens;
}

/** Pages that people see before they sign in. */
const visitorPages =
  /^(identity\/(?!api-key|profile|accesses)|invitations\/(acceptance|closed)$|admin\/api-docs$)/;

function roomOf(folder: string, view: string): Room {
  if (visitorPages.test(`${folder}/${view}`)) return 'visitor';
  return portalFolders.test(folder) || (folder !== 'portal-users' && /^portal/.test(view))
    ? 'portal'
    : 'admin';
}

function screen(folder: string, view: string, index: number, model: PageModel): Screen {
  const room = roomOf(folder, view);
  const name = `${folder}-${view.replaceAll('/', '-')}${index > 0 ? `-${index + 1}` : ''}`;
  // A page that everybody can read is as wide as the portal's.
  const page = new Page(`${folder}/${view}`, model, view === 'api-docs' ? { layout: 'portal' } : {});
  return { name, html: sampleRenderer.page(page, sampleFrame(room, `/${room}/${folder}`)) };
}
