import { useLayoutEffect } from 'preact/hooks';

/** How far down each page was, by its entry in the history of this tab. */
const depths = new Map<string, number>();
/** Where the page that comes was left; not yet reached while its content is on the way. */
let wanted: number | undefined;

function entry(): string {
  // Two visits of one address have two depths where the browser tells them apart.
  return 'navigation' in window ? (navigation.currentEntry?.key ?? location.href) : location.pathname;
}

/** Keeps and finds the depth of each page: the browser would look for it before the content is there. */
export function keepScroll(): void {
  history.scrollRestoration = 'manual';
  addEventListener(
    'scroll',
    () => {
      if (wanted === undefined) depths.set(entry(), scrollY);
    },
    { passive: true },
  );
  // Before the router draws: a page that shrinks meanwhile scrolls by itself.
  addEventListener('popstate', () => {
    wanted = depths.get(entry()) ?? 0;
  });
}

/** A page whose content is there goes where it was left. */
export function useSettledScroll(ready: boolean): void {
  useLayoutEffect(() => {
    if (!ready || wanted === undefined) return;
    const depth = wanted;
    scrollTo(0, depth);
    // What measures itself changes the page once more: it is held in place until that has been drawn.
    const frame = requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        scrollTo(0, depth);
        wanted = undefined;
      }),
    );
    return () => cancelAnimationFrame(frame);
  }, [ready]);
}
