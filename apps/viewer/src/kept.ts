/** Small choices kept on this device. Storage may be full or forbidden: then they last as long as the page. */
const here = new Map<string, string>();

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(`cliffhanger.${name}`) ?? here.get(name);
  } catch {
    return here.get(name);
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
