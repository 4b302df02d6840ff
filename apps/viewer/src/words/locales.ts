/** Interface languages, with their own names for themselves. Each has a catalogue, and none has gaps. */
export const locales = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'zh-Hans', name: '简体中文', dir: 'ltr' },
  { code: 'zh-Hant', name: '繁體中文', dir: 'ltr' },
  { code: 'ko', name: '한국어', dir: 'ltr' },
  { code: 'id', name: 'Bahasa Indonesia', dir: 'ltr' },
  { code: 'th', name: 'ไทย', dir: 'ltr' },
  { code: 'vi', name: 'Tiếng Việt', dir: 'ltr' },
  { code: 'ms', name: 'Bahasa Melayu', dir: 'ltr' },
  { code: 'fil', name: 'Filipino', dir: 'ltr' },
  { code: 'es', name: 'Español', dir: 'ltr' },
  { code: 'pt', name: 'Português', dir: 'ltr' },
  { code: 'ar', name: 'العربية', dir: 'rtl' },
  { code: 'hi', name: 'हिन्दी', dir: 'ltr' },
  { code: 'fr', name: 'Français', dir: 'ltr' },
] as const;

export type Locale = (typeof locales)[number]['code'];

/**
 * The first language of `wanted` that is among `offered`. `zh-CN` finds `zh-Hans`, `pt-BR` finds `pt`: script and base
 * decide, the country does not.
 */
export function bestLanguage<T extends string>(wanted: readonly string[], offered: readonly T[]): T | undefined {
  for (const want of wanted) {
    const exact = offered.find((offer) => offer.toLowerCase() === want.toLowerCase());
    if (exact) return exact;
    const near = offered.find((offer) => sameLanguage(offer, want));
    if (near) return near;
  }
  return undefined;
}

function sameLanguage(a: string, b: string): boolean {
  try {
    const [one, other] = [new Intl.Locale(a).maximize(), new Intl.Locale(b).maximize()];
    return one.language === other.language && one.script === other.script;
  } catch {
    return false; // Not a language tag: `?lang=` comes from outside.
  }
}
