import { message, type News, type Order, orderOf } from './protocol.ts';

/** How apps take messages from a page in a web view: on iOS, in React Native, on Android under a name they give it. */
declare global {
  interface Window {
    webkit?: { messageHandlers?: { cliffhanger?: { postMessage: (message: unknown) => void } } };
    ReactNativeWebView?: { postMessage: (text: string) => void };
    cliffhangerHost?: { postMessage: (text: string) => void };
  }
}

const framed = (): boolean => window.parent !== window;

/** The page around us, as far as the browser tells; who may be that is said by `frame-ancestors`. */
let around: string | undefined;

function originAround(): string | undefined {
  if (around !== undefined) return around;
  const told = location.ancestorOrigins?.[0];
  around = told && told !== 'null' ? told : originOf(document.referrer);
  return around;
}

function originOf(address: string): string | undefined {
  try {
    return new URL(address).origin;
  } catch {
    return undefined;
  }
}

/** Tells the app around us, be it a page or the owner of the web view. To nobody else: the origin is always named. */
export function tell(news: News): void {
  const told = message(news);
  if (framed()) {
    const origin = originAround();
    if (origin) window.parent.postMessage(told, origin);
    return;
  }
  window.webkit?.messageHandlers?.cliffhanger?.postMessage(told);
  const text = JSON.stringify(told);
  window.ReactNativeWebView?.postMessage(text);
  window.cliffhangerHost?.postMessage(text);
}

/** Obeys the page that frames us, or the app that owns the web view and speaks as this page itself; nobody else. */
export function listen(obey: (order: Order) => void, life: AbortSignal): void {
  window.addEventListener(
    'message',
    ({ source, origin, data }) => {
      const known = framed() ? originAround() : location.origin;
      if (source !== window.parent || (known !== undefined && origin !== known)) return;
      const order = orderOf(data);
      if (!order) return;
      // A page that hides where it is from has now said it.
      if (framed()) around ??= origin;
      obey(order);
    },
    { signal: life },
  );
}
