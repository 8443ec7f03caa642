/** What a simulation is asked for. */
export interface Options {
  readonly cases: number;
  readonly weeks: number;
  /** The same seed plays the same year. */
  readonly seed: number;
}

const DEFAULTS: Options = { cases: 200, weeks: 52, seed: 1 };
const BOUNDS: Readonly<Record<keyof Options, readonly [least: number, most: number]>> = {
  cases: [1, 50_000],
  // A series of meetings is planned a year ahead, at its founding.
  weeks: [4, 52],
  seed: [0, 4_294_967_295],
};

/** Arguments that say nothing a simulation could do. */
export class UnclearArguments extends Error {}

/** Reads `--cases 5000 --weeks 52 --seed 7`. @throws UnclearArguments */
export function readOptions(args: readonly string[]): Options {
  const options: Record<keyof Options, number> = { ...DEFAULTS };
  for (let place = 0; place < args.length; place += 2) {
    const name = args[place]!.replace(/^--/, '');
    if (!args[place]!.startsWith('--') || !Object.hasOwn(BOUNDS, name)) {
      throw new UnclearArguments(`“${args[place]}” is not known. Say --cases, --weeks or --seed, each with a number.`);
    }
    const [least, most] = BOUNDS[name as keyof Options];
    const value = Number(args[place + 1]);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new UnclearArguments(`--${name} must be a whole number from ${least} to ${most}.`);
    }
    options[name as keyof Options] = value;
  }
  return options;
}
