import { say } from '../../../src/platform/errors.js';
import { samplesOf } from './samples.js';

export const samples = samplesOf({
  home: { head: { title: say('admin.home.title'), purpose: say('admin.home.purpose') } },
});
