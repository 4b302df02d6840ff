import { useEffect, useRef } from 'preact/hooks';
import { storefront } from '../storefront.ts';
import { announce } from './announcer.tsx';

/**
 * A new page names itself in the window's title and moves the focus to what `ref` holds: read out, it says where we are.
 * Where that is no heading (a field to type in), the page is announced.
 */
export function useArrival<E extends HTMLElement>(title: string) {
  const element = useRef<E>(null);
  useEffect(() => {
    document.title = `${title} · ${storefront.peek().name}`;
    element.current?.focus({ preventScroll: true });
    if (!(element.current instanceof HTMLHeadingElement)) announce(title);
  }, [title]);
  return element;
}
