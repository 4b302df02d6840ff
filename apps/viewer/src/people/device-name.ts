/** As browsers write it, and as people call it: the first that fits, since iPhones say “Mac” and Androids “Linux” too. */
const NAMES = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['CrOS', 'ChromeOS'],
  ['Macintosh', 'Mac'],
  ['Linux', 'Linux'],
] as const;

/** What to call a passkey at first: the device that it was made on. These are names of things, in every language. */
export function deviceName(agent: string, otherwise: string): string {
  return NAMES.find(([word]) => agent.includes(word))?.[1] ?? otherwise;
}
