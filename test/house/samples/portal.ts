import { HOME_BLOCKS } from '../../../src/portal/home.blocks.js';
import { homeView } from '../../../src/portal/home.view.js';
import { jobs } from '../../../src/sections/jobs/jobs.section.js';
import { jobRequest, jobRows } from './sections.js';
import { samplesOf } from './samples.js';

const nothing = { rows: [], total: 0, earlier: false, later: false };
const page = { rows: jobRows, total: 214, earlier: false, later: true };

export const samples = samplesOf({
  home: [
    homeView(
      'Priya Shah',
      'Stag Lane Brewery Ltd',
      HOME_BLOCKS.slice(0, 2).map((block, index) => ({
        block,
        section: jobs,
        request: jobRequest,
        page: index === 0 ? page : nothing,
        allHref: '/portal/jobs',
      })),
    ),
    homeView('Priya Shah', 'Stag Lane Brewery Ltd', []),
  ],
});
