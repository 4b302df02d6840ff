// What a viewer does to see the next one, as the browser gets it from its devices.
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const STEPS = 6;
const STEP_MS = 16;

/** A finger goes up or down the screen and leaves it, in CSS pixels from its top. */
export async function finger(cdp, from, to) {
  const touch = (type, ...ys) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: ys.map((y) => ({ x: 150, y })) });
  await touch('touchStart', from);
  for (let step = 1; step <= STEPS; step++) {
    await wait(STEP_MS);
    await touch('touchMove', from + ((to - from) * step) / STEPS);
  }
  await touch('touchEnd');
}

/** Makes, for a page, what asks it for the next one. `by`: key, finger or wheel. */
export async function inputOf(page, by) {
  if (by === 'key') return () => page.keyboard.press('ArrowDown');
  if (by === 'finger') {
    const cdp = await page.context().newCDPSession(page);
    return () => finger(cdp, 560, 330);
  }
  // A wheel turns what the pointer is over.
  await page.mouse.move(180, 400);
  return () => page.mouse.wheel(0, 100);
}
