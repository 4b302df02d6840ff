// Holds the page of a series and Home against Lighthouse, as on a phone: `node lighthouse.mjs` with CLIFFHANGER_URL and
// CHROME_PATH.
//
//   --runs 5           how often; the run in the middle counts: a machine that is busy for a moment is no fault of the page
//   --performance 95   under this the performance is refused. It depends on the machine, so it is bounded generously where
//                      nobody looks at it; what the others say depends on the page alone
//   --json FILE        the scores, and what the middle run measured
//   --why              what costs points, in words
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1' },
    performance: { type: 'string', default: '50' },
    json: { type: 'string' },
    why: { type: 'boolean', default: false },
  },
});
const RUNS = Number(values.runs);
const LEAST = { performance: Number(values.performance), accessibility: 100, 'best-practices': 95 };
const TIMES = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
  'cumulative-layout-shift',
];
const base = process.env.CLIFFHANGER_URL ?? 'http://127.0.0.1:8080';

async function run(url) {
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH ?? process.env.CLIFFHANGER_CHROMIUM,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-background-networking'],
  });
  try {
    const onlyCategories = Object.keys(LEAST);
    return (await lighthouse(url, { port: chrome.port, onlyCategories, logLevel: 'error' })).lhr;
  } finally {
    await chrome.kill();
  }
}

/** The run in the middle, by the score of a category. */
function middle(runs, category) {
  const sorted = runs.toSorted((one, other) => one.categories[category].score - other.categories[category].score);
  return sorted[Math.floor(sorted.length / 2)];
}

function explain({ audits, categories }, category) {
  for (const { id } of categories[category].auditRefs) {
    const { score, title, displayValue = '' } = audits[id];
    if (score !== null && score < 0.9) console.log(`      ${title} ${displayValue}`);
  }
}

async function measure(path) {
  const runs = [];
  for (let at = 0; at < RUNS; at++) runs.push(await run(base + path));
  const scores = {};
  for (const category of Object.keys(LEAST)) {
    const shown = middle(runs, category);
    scores[category] = Math.round(shown.categories[category].score * 100);
    console.log(`${String(scores[category]).padStart(4)}  ${category} of ${path}`);
    if (scores[category] < LEAST[category] || values.why) explain(shown, category);
  }
  const { audits } = middle(runs, 'performance');
  const times = Object.fromEntries(TIMES.map((id) => [id, Math.round(audits[id].numericValue * 1000) / 1000]));
  console.log(`      ${TIMES.map((id) => `${id} ${audits[id].displayValue}`).join(', ')}`);
  return { path, scores, times };
}

// The sample: it has the most to show.
const slug = 'the-lantern-debt';
const pages = [await measure(`/series/${slug}`), await measure('/home')];
if (values.json) writeFileSync(values.json, JSON.stringify(pages));
const low = pages.flatMap(({ path, scores }) =>
  Object.keys(LEAST)
    .filter((category) => scores[category] < LEAST[category])
    .map((category) => `${category} of ${path} is ${scores[category]}, under ${LEAST[category]}`),
);
for (const line of low) console.error(line);
process.exit(low.length > 0 ? 1 : 0);
