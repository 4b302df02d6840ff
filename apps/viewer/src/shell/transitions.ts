import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { feedStart } from '../paths.ts';

/** A page that takes longer is shown without waiting for it. */
const DRAWN_WITHIN_MS = 300;
let drawn: (() => void) | undefined;

/** The router has put the new page into the document. */
export function noteDrawn(): void {
  drawn?.();
}

/**
 * Fades from page to page. The feed is left out: its videos would be drawn twice. `preload` brings the room first, because
 * nothing moves on screen while a transition waits.
 */
export function usePageTransitions(preload: (path: string) => Promise<unknown>): void {
  const { route } = useLocation();
  useEffect(() => {
    const life = new AbortController();
    const follow = (event: MouseEvent) => {
      const link = linkOf(event);
      if (!link || !('startViewTransition' in document)) return;
      if (feedStart(location.pathname) || feedStart(link.pathname) || link.href === location.href) return;
      // The router listens above, at the window.
      event.preventDefault();
      event.stopPropagation();
      const go = () => route(link.pathname + link.search);
      void preload(link.pathname).then(() => document.startViewTransition(() => whenDrawn(go)));
    };
    const prepare = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link?.origin === location.origin) void preload(link.pathname);
    };
    document.addEventListener('click', follow, { signal: life.signal });
    document.addEventListener('pointerover', prepare, { signal: life.signal, passive: true });
    document.addEventListener('focusin', prepare, { signal: life.signal });
    return () => life.abort();
  }, [route, preload]);
}

/** The link of ours that a plain click follows. */
function linkOf(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return undefined;
  return link;
}

async function whenDrawn(go: () => void): Promise<void> {
  await new Promise<void>((done) => {
    drawn = done;
    setTimeout(done, DRAWN_WITHIN_MS);
    go();
  });
  drawn = undefined;
}
