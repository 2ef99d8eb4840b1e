/** What a licence allows. Subcontractors' master licences and others have no form that all of them share. */
export const LICENCE_KINDS = [
  'carrier-registration',
  'site-permit',
  'subcontractor-licence',
  'other',
] as const;
export type LicenceKind = (typeof LICENCE_KINDS)[number];

/** Who keeps the register: of England, Wales, Scotland and Northern Ireland, or somebody else. Empty: not said. */
export const REGULATORS = [
  '',
  'environment-agency',
  'natural-resources-wales',
  'sepa',
  'niea',
  'other',
] as const;
export type Regulator = (typeof REGULATORS)[number];

type Shapes = Readonly<Partial<Record<Regulator, readonly RegExp[]>>>;

const ENGLAND_AND_WALES = [/^CBD[LU]\d{3,}$/];
/** Numbers of environmental permits, before and after they begin with EPR. */
const PERMIT = /^(EPR\/)?[A-Z]{2}\d{4}[A-Z]{2}$/;

/**
 * How the UK's regulators write registrations and permits.
 * Source: DEFRA's Digital Waste Tracking service, validation of receipts of waste: the formats of a carrier's
 * registration number and of a receiver's authorisation number, by regulator.
 */
const SHAPES: Readonly<Partial<Record<LicenceKind, Shapes>>> = {
  'carrier-registration': {
    'environment-agency': ENGLAND_AND_WALES,
    'natural-resources-wales': ENGLAND_AND_WALES,
    sepa: [/^WCR\/R\/\d{7}$/, /^(SCO|SEA|SNO|SWE|WCR)\/\d{6}$/, /^PCT-[A-Z]-\d{3,7}$/],
    niea: [/^ROC\W*[UL]T\W*\d{1,5}$/],
  },
  'site-permit': {
    'environment-agency': [PERMIT, /^(EPR\/)?[A-Z]{2}\d{4}[A-Z]{2}\/D\d{4}$/, /^(EA)?WML\d{5,6}$/],
    'natural-resources-wales': [PERMIT],
    sepa: [
      /^PPC\/[AWEN]\/\d{7}$/,
      /^WML\/[LWEN]\/\d{7}(\/\d{2})?$/,
      /^(PPC\/A|WML\/L)\/SEPA\d{4}-\d{4}$/,
      /^EAS\/P\/\d{6}$/,
    ],
    niea: [
      /^P\d{4}\/\d{2}[A-Z](\/V\d+)?$/,
      /^WPPC \d{2}\/\d{2}(\/V\d+)?$/,
      /^WML \d{2}\/\d+(\/T)? LN\/\d{2}\/\d+(\/([MTCN]|V\d+))*$/,
      /^WML \d{2}\/\d+ PAC\/\d{4}\/WCL\d{3}$/,
    ],
  },
};

/** The forms that a regulator's numbers have; of no regulator, those of all four. None where nobody lays them down. */
function shapesOf(kind: LicenceKind, regulator: Regulator): readonly RegExp[] {
  const known = SHAPES[kind] ?? {};
  return regulator === '' ? Object.values(known).flat() : (known[regulator] ?? []);
}

/** Whether a number looks as its regulator writes them. Small letters and doubled spaces are no fault of a number. */
export function isLicenceNumber(kind: LicenceKind, regulator: Regulator, number: string): boolean {
  const written = number.trim().replace(/\s+/g, ' ').toUpperCase();
  const shapes = shapesOf(kind, regulator);
  return shapes.length === 0 || shapes.some((shape) => shape.test(written));
}
