import { perLanguage } from './per-language.ts';

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
  for (const want of wanted.flatMap(canonical)) {
    const exact = offered.find((offer) => offer.toLowerCase() === want.toLowerCase());
    if (exact) return exact;
    const close = near(want, offered);
    if (close) return close;
  }
  return undefined;
}

/** As the standard writes it: `tl` is `fil`. Nothing for what is no language tag: `?lang=` comes from outside. */
function canonical(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}

/**
 * Where nobody names a script and nothing competes there is no look at scripts: the first one takes a page 10 ms, four times
 * as much on a cheap phone.
 */
function near<T extends string>(want: string, offered: readonly T[]): T | undefined {
  const related = offered.filter((offer) => baseOf(canonical(offer)[0]) === baseOf(want));
  const [only] = related;
  if (only && related.length === 1 && !SCRIPT.test(only) && !SCRIPT.test(want)) return only;
  return related.find((offer) => scriptOf(offer) === scriptOf(want));
}

const SCRIPT = /-[a-z]{4}(-|$)/i;

function baseOf(tag = ''): string | undefined {
  return tag.split('-', 1)[0];
}

const scripts = perLanguage((tag) => new Intl.Locale(tag).maximize().script);

/** How a language is written; nothing for what is no language tag. */
export function scriptOf(tag: string): string | undefined {
  const [known] = canonical(tag);
  return known && scripts(known);
}
