import { Body, Controller, Get, Post, type Type } from '@nestjs/common';
import { BeforeTwoStep, Portal, Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { askedAgain } from './own-passwords.js';
import { TwoSteps } from './two-step.service.js';
import { twoStepPage } from './two-step.view.js';

type Sent = Readonly<Record<string, unknown>>;
const text = (sent: Sent | undefined, name: string): string => {
  const value = sent?.[name];
  return typeof value === 'string' ? value.slice(0, 1000) : '';
};

/** Two-step sign-in, turned on and off by whoever it is for: the same page in both rooms. */
function twoStepController(room: 'admin' | 'portal', enter: () => MethodDecorator & ClassDecorator): Type {
  @Controller(`${room}/two-step`)
  @enter()
  @BeforeTwoStep()
  class TwoStepController {
    constructor(private readonly twoSteps: TwoSteps) {}

    @Get()
    show(@Viewer() viewer: ViewerFacts): Promise<Page> {
      return this.page(viewer);
    }

    @Post()
    async begin(@Viewer() viewer: ViewerFacts): Promise<Redirect> {
      await this.twoSteps.begin(viewer);
      return new Redirect(`/${room}/two-step`);
    }

    @Post('confirmation')
    confirm(@Viewer() viewer: ViewerFacts, @Body() sent: Sent | undefined): Promise<Page> {
      return this.showing(viewer, () => this.twoSteps.confirm(viewer, text(sent, 'code')));
    }

    @Post('recovery-codes')
    newCodes(@Viewer() viewer: ViewerFacts, @Body() sent: Sent | undefined): Promise<Page> {
      return this.showing(viewer, () => this.twoSteps.newCodes(viewer, text(sent, 'password')));
    }

    @Post('end')
    async end(@Viewer() viewer: ViewerFacts, @Body() sent: Sent | undefined): Promise<Page | Redirect> {
      try {
        await this.twoSteps.end(viewer, text(sent, 'password'));
        return new Redirect(`/${room}/two-step`, say('identity.twoStep.ended'));
      } catch (error) {
        return askedAgain(error, (shown) => this.page(viewer, shown));
      }
    }

    private async showing(viewer: ViewerFacts, make: () => Promise<readonly string[]>): Promise<Page> {
      try {
        const codes = await make();
        return await this.page(viewer, { codes });
      } catch (error) {
        return askedAgain(error, (shown) => this.page(viewer, shown));
      }
    }

    private async page(viewer: ViewerFacts, shown: Parameters<typeof twoStepPage>[2] = {}): Promise<Page> {
      const standing = await this.twoSteps.of(viewer.id as string);
      const owner = {
        room,
        email: viewer.email ?? '',
        organisation: viewer.organisation?.name ?? '',
        needed: viewer.lacksTwoStep === true,
      };
      // Whoever looks at the portal as somebody is not told what only their phone is to know.
      return twoStepPage(owner, viewer.viewing ? { ...standing, secret: null } : standing, shown);
    }
  }
  Object.defineProperty(TwoStepController, 'name', { value: `Two-step sign-in ${room}` });
  return TwoStepController;
}

export const TWO_STEP_CONTROLLERS = [
  twoStepController('admin', () => Staff()),
  twoStepController('portal', () => Portal()),
];
