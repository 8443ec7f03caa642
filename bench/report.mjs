/** The figures as people read them. Each function says whether what was asked is kept. */

export const mark = (isKept) => (isKept ? 'kept' : 'MISSED');
const percent = (share) => (share === undefined ? '?' : `${Math.round(share * 100)} %`);

/**
 * The bound is on requests per second. Where the server's core is not what limits both, those flatter the slower server, so the ratio of
 * processor time for one request must keep the bound as well.
 * @param {{ title: string, atLeast: number }} scenario
 * @param {import('./compare.mjs').Comparison} comparison
 */
export function reportComparison({ title, atLeast }, { ours, bare }) {
  const byRate = ours.rate / bare.rate;
  const byCost = bare.cost === undefined ? undefined : bare.cost / ours.cost;
  const isKept = Math.min(byRate, byCost ?? byRate) >= atLeast;
  const lines = [
    `  ours ${ours.rate.toFixed(0)}/s, bare ${bare.rate.toFixed(0)}/s: ratio ${byRate.toFixed(2)}, at least ${atLeast}: ${mark(isKept)}`,
    byCost &&
      `  processor for one request: ours ${ours.cost.toFixed(0)} µs, bare ${bare.cost.toFixed(0)} µs: ratio ${byCost.toFixed(2)}`,
    `  answered within (median): ours ${ours.latency} ms, bare ${bare.latency} ms`,
    `  ${saturation('ours', ours)}; ${saturation('bare', bare)}`,
  ];
  console.log(`${[title, ...lines.filter(Boolean)].join('\n')}\n`);
  return isKept;
}

function saturation(name, { serverShare, otherShare }) {
  const limit = serverShare > otherShare ? 'its own core' : 'load and PostgreSQL';
  const shares = `core of the server ${percent(serverShare)} busy, the other ${percent(otherShare)}`;
  return otherShare === undefined ? `${name}: not known what limits it` : `${name}: ${shares}, limited by ${limit}`;
}

const SMALL = 0.005;

/** @param {Map<string, Map<string, number>>} profiles by scenario */
export function reportProfile(profiles) {
  const titles = [...profiles.keys()];
  const parts = [...new Set(titles.flatMap((title) => [...profiles.get(title).keys()]))]
    .map((part) => ({ part, shares: titles.map((title) => profiles.get(title).get(part) ?? 0) }))
    .sort((a, b) => Math.max(...b.shares) - Math.max(...a.shares));
  const large = parts.filter(({ shares }) => shares.some((share) => share >= SMALL));
  const rest = titles.map((_, index) => 1 - large.reduce((sum, { shares }) => sum + shares[index], 0));
  const own = titles.map((_, index) =>
    parts.filter(({ part }) => part.startsWith('ours')).reduce((sum, { shares }) => sum + shares[index], 0),
  );

  const row = (part, shares) =>
    `${part.padEnd(40)} ${shares.map((share) => `${(share * 100).toFixed(1)} %`.padStart(9)).join(' ')}`;
  console.log(
    `Share of the server's processor time\n${titles.map((title, index) => `  ${index + 1}: ${title}`).join('\n')}\n`,
  );
  console.log(`${' '.repeat(40)} ${titles.map((_, index) => String(index + 1).padStart(9)).join(' ')}`);
  for (const { part, shares } of [...large, { part: 'the rest', shares: rest }]) console.log(row(part, shares));
  console.log(row('(ours, together)', own));
}
