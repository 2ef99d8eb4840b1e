import { jobs } from '../sections/jobs/jobs.section.js';
import { declaredFields } from './declared.fields.js';

/** The fields of a job, for the specs of this folder. */
export const JOB_FIELDS = declaredFields(jobs);
