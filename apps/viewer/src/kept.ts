/** Small choices kept on this device. Storage may be full or forbidden: then they last as long as the page. */
const here = new Map<string, string>();

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(`cliffhanger.${name}`) ?? here.get(name);
  } catch {
    return here.get(name);
  }
}

/** Forgets what begins so, here and on the device. */
export function drop(prefix: string): void {
  for (const name of [...here.keys()]) if (name.startsWith(prefix)) here.delete(name);
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(`cliffhanger.${prefix}`)) localStorage.removeItem(name);
    }
  } catch {
    // Then there is nothing there.
  }
}

export function keep(name: string, value: string): void {
  here.set(name, value);
  try {
    localStorage.setItem(`cliffhanger.${name}`, value);
  } catch {
    // Kept in memory above.
  }
}
