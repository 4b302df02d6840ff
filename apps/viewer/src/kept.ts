/** Small choices kept on this device. Storage may be full or forbidden: then they last as long as the page. */
const here = new Map<string, string>();
const PREFIX = 'cliffhanger.';

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? here.get(name);
  } catch {
    return here.get(name);
  }
}

/** The names that begin so, of what is kept here and on the device. */
export function keptNames(prefix: string): string[] {
  const names = new Set(here.keys());
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) names.add(key.slice(PREFIX.length));
  } catch {
    // Then there is nothing there.
  }
  return [...names].filter((name) => name.startsWith(prefix));
}

/** Forgets what begins so, here and on the device. */
export function drop(prefix: string): void {
  for (const name of keptNames(prefix)) {
    here.delete(name);
    try {
      localStorage.removeItem(PREFIX + name);
    } catch {
      // Then it is not there.
    }
  }
}

export function keep(name: string, value: string): void {
  here.set(name, value);
  try {
    // Where there is no room for the new value, the old one must not be read in its place.
    localStorage.removeItem(PREFIX + name);
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Kept in memory above.
  }
}
