/** Levelling a year of imaging orders, beside sorting the same orders once. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DIST } from '../tools/paths.mjs';
import { mark } from './report.mjs';
import { seeded } from './random-facts.mjs';

/** Ten times the orders may take at most so many times as long. */
const GROWTH = 15;
const SIZES = [10_000, 100_000];
const ROUNDS = 5;
const OPEN_DAYS = 250;
const FIRST_DAY = Date.UTC(2026, 2, 2);

export function benchLevelling() {
  const figures = SIZES.map(measureApart);
  const growth = figures[1].levelling / figures[0].levelling;
  const memoryGrowth = figures[1].memory / figures[0].memory;
  const isKept = growth <= GROWTH && memoryGrowth <= GROWTH;
  console.log('Levelling a year of imaging orders, beside sorting the same orders once');
  for (const { size, levelling, sorting, placed, memory } of figures) {
    const times = `levelled in ${levelling.toFixed(0)} ms, sorted in ${sorting.toFixed(1)} ms: ratio ${(levelling / sorting).toFixed(0)}`;
    console.log(`  ${size} orders: ${times}; ${placed} placed; the work needs ${(memory / 1e6).toFixed(0)} MB`);
  }
  console.log(`  ten times the orders: ${growth.toFixed(1)} × the time, ${memoryGrowth.toFixed(1)} × the memory, at most ${GROWTH}: ${mark(isKept)}
`);
  return isKept;
}

/** Each size has a process of its own, so that the most memory it ever held is the work's alone. */
function measureApart(size) {
  const answer = execFileSync(process.execPath, [fileURLToPath(import.meta.url), String(size)], { encoding: 'utf8' });
  return JSON.parse(answer);
}

async function measure(size) {
  const { levelOrders } = await import(pathToFileURL(join(DIST, 'libs', 'pathway', 'src', 'index.js')).href);
  const orders = ordersOf(size);
  const perDay = Math.ceil(size / OPEN_DAYS);
  const capacityOn = (day) => ({ capacity: [0, 6].includes(new Date(day).getUTCDay()) ? 0 : perDay, booked: 0 });
  const times = { levelling: [], sorting: [] };
  const before = process.memoryUsage().rss;
  let schedule;
  for (let round = 0; round < ROUNDS; round += 1) {
    times.sorting.push(milliseconds(() => [...orders].sort(byDueDay)));
    times.levelling.push(milliseconds(() => (schedule = levelOrders(orders, capacityOn))));
  }
  return {
    size,
    levelling: median(times.levelling),
    sorting: median(times.sorting),
    placed: schedule.placed.length,
    memory: process.resourceUsage().maxRSS * 1024 - before,
  };
}

/** Windows as the follow-up rules make them: a week to either side, cut at the shortest or longest interval. */
function ordersOf(size) {
  const random = seeded(size);
  return Array.from({ length: size }, (_, index) => {
    const due = 14 + Math.floor(random() * 350);
    const [before, after] = [
      index % 3 === 0 ? Math.floor(random() * 8) : 7,
      index % 5 === 0 ? Math.floor(random() * 8) : 7,
    ];
    return { id: String(index), windowFrom: date(due - before), dueOn: date(due), windowTo: date(due + after) };
  });
}

const date = (day) => new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10);
const byDueDay = (a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0);

function milliseconds(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(await measure(Number(process.argv[2]))));
