import { fileURLToPath } from 'node:url';
import { Global, Module } from '@nestjs/common';
import { Config } from '../config.js';
import { Assets } from './assets.js';
import { MenuEntries } from './menu.js';
import { PageAnswers } from './page-answers.js';
import { Renderer } from './renderer.js';
import { readMessages, readTradeWords, Words } from './words.js';

/** A folder at the top of the project, from `src` and from `dist` alike. */
const folder = (name: string): string => fileURLToPath(new URL(`../../../${name}`, import.meta.url));

/** Pages: words, formats, templates, menu, assets. Needs a global provider of `FrameSource` and of `Config`. */
@Global()
@Module({
  providers: [
    MenuEntries,
    PageAnswers,
    {
      provide: Words,
      inject: [Config],
      useFactory: (config: Config) =>
        new Words(
          readMessages(folder('messages/en')),
          'en-GB',
          !config.production,
          readTradeWords(folder('messages/en')),
        ),
    },
    { provide: Assets, useFactory: () => new Assets(folder('public')) },
    {
      provide: Renderer,
      inject: [Words, Assets],
      useFactory: (words: Words, assets: Assets) => new Renderer(folder('views'), words, assets),
    },
  ],
  exports: [MenuEntries, PageAnswers, Words, Assets, Renderer],
})
export class PagesModule {}
