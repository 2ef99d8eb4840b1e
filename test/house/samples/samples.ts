/**
 * A sample model, or several, for each view of a folder: `views/customers/list.hbs` has its own under `list` in
 * `test/house/samples/customers.ts`, exported as `samples`. House tests render them; `test/screens` photographs them.
 */
export type Samples = Readonly<Record<string, Sample | readonly Sample[]>>;

/** A view's model (with `head`), the parameters of a component, or the model of a mail. */
export type Sample = object;

/** Only says what a file of samples exports. */
export const samplesOf = (samples: Samples): Samples => samples;
