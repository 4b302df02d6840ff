import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Custom properties on an element, set through the object model: the security policy forbids `style` attributes. */
export function useStyle<E extends HTMLElement = HTMLElement>(properties: {
  [name: `--${string}`]: string;
}): RefObject<E | null> {
  const element = useRef<E>(null);
  useLayoutEffect(() => {
    for (const [name, value] of Object.entries(properties)) element.current?.style.setProperty(name, value);
  });
  return element;
}
