import { readFileSync } from 'node:fs';

/** The languages that the journeys are made in: written from the left, without spaces, from the right. */
export const LANGUAGES = [
  { lang: 'en', dir: 'ltr' },
  { lang: 'zh-Hans', dir: 'ltr' },
  { lang: 'ar', dir: 'rtl' },
] as const;

export type Words = (english: string, values?: Record<string, string | number>) => string;

/** What the app says in one of its languages, by what that is in English; `{number}` and the like are filled in. */
export function wordsIn(lang: string): Words {
  const catalogue = readFileSync(new URL(`../src/words/locales/${lang}.po`, import.meta.url), 'utf8');
  const said = new Map<string, string>();
  for (const [, id, words] of catalogue.matchAll(/^msgid (".+")\nmsgstr (".+")$/gm)) {
    said.set(JSON.parse(id ?? ''), JSON.parse(words ?? ''));
  }
  return (english, values = {}) => {
    const words = said.get(english);
    if (words === undefined) throw new Error(`the app does not say “${english}” (${lang})`);
    return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  };
}
