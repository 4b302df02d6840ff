import type { Words } from '@cliffhanger/api-client/types';
import { i18n } from '@lingui/core';
import { batch, signal } from '@preact/signals';
import { keep, kept } from '../kept.ts';
import { storefront } from '../storefront.ts';
import { bestLanguage, type Locale, locales } from './locales.ts';
import { perLanguage } from './per-language.ts';

const catalogues = {
  en: () => import('./locales/en.po'),
  'zh-Hans': () => import('./locales/zh-Hans.po'),
  'zh-Hant': () => import('./locales/zh-Hant.po'),
  ko: () => import('./locales/ko.po'),
  id: () => import('./locales/id.po'),
  th: () => import('./locales/th.po'),
  vi: () => import('./locales/vi.po'),
  ms: () => import('./locales/ms.po'),
  fil: () => import('./locales/fil.po'),
  es: () => import('./locales/es.po'),
  pt: () => import('./locales/pt.po'),
  ar: () => import('./locales/ar.po'),
  hi: () => import('./locales/hi.po'),
  fr: () => import('./locales/fr.po'),
};

const names = signal<Record<string, string>>({});

/** The interface language on screen. The app is drawn anew when it changes. */
export const locale = signal<Locale>('en');

/** The languages in which this storefront speaks; all of ours where it does not say. */
export function offeredLocales() {
  const { languages } = storefront.value;
  const offered = locales.filter(({ code }) => languages.includes(code));
  return offered.length > 0 ? offered : [...locales];
}

/** The address asks first, then what was chosen here, then the browser. */
export function wantedLocale(): Locale {
  const asked = new URLSearchParams(location.search).get('lang');
  const wanted = [asked, kept('locale'), ...navigator.languages].filter((tag) => tag != null);
  return (
    bestLanguage(
      wanted,
      offeredLocales().map(({ code }) => code),
    ) ??
    offeredLocales()[0]?.code ??
    'en'
  );
}

export async function speak(code: Locale): Promise<void> {
  const { messages, languages } = await catalogues[code]();
  i18n.loadAndActivate({ locale: code, messages });
  document.documentElement.lang = code;
  document.documentElement.dir = locales.find((known) => known.code === code)?.dir ?? 'ltr';
  batch(() => {
    names.value = languages;
    locale.value = code;
  });
}

export function chooseLocale(code: Locale): void {
  keep('locale', code);
  void speak(code);
}

/** Titles and synopses come in some languages: the interface's, else the viewer's others, English, the original. */
export function inWords(words: Words, original?: string): { text: string; lang: string } {
  const offered = Object.keys(words);
  const wanted = [locale.value, ...navigator.languages, 'en', ...(original ? [original] : [])];
  const lang = bestLanguage(wanted, offered) ?? offered[0] ?? 'en';
  return { text: words[lang] ?? '', lang };
}

/** The languages this viewer reads, best first. */
export function viewerLanguages(): string[] {
  return [locale.value, ...navigator.languages];
}

const pluralRules = perLanguage((tag) => new Intl.PluralRules([tag]));
const numbers = perLanguage((tag) => new Intl.NumberFormat([tag]));
const lists = perLanguage((tag) => new Intl.ListFormat([tag]));
const languageNames = perLanguage((tag) => new Intl.DisplayNames([tag], { type: 'language' }));

/** Which form of a word goes with a number, for `select`: one, few, other … The catalogue's own plurals format the number too. */
export function pluralForm(count: number): Intl.LDMLPluralRule {
  return pluralRules(locale.value).select(count);
}

/** A number as it is written here. Small ones are written alike everywhere, and need no formatter. */
export function inFigures(count: number): string {
  return count < 1000 ? String(count) : numbers(locale.value).format(count);
}

/** Things one after the other, as the language joins them; one alone needs no formatter. */
export function inList(items: readonly string[]): string {
  return items.length > 1 ? lists(locale.value).format(items) : (items[0] ?? '');
}

/**
 * A language named in the interface's language, for what the service gave no name. The usual ones come with the catalogue:
 * the browser's own list costs as much as its first formatter.
 */
export function languageName(tag: string): string {
  try {
    return names.value[tag] ?? languageNames(locale.value).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const inMegabytes = (maximumFractionDigits: number) =>
  perLanguage((tag) => new Intl.NumberFormat([tag], { style: 'unit', unit: 'megabyte', maximumFractionDigits }));
const [whole, fine] = [inMegabytes(0), inMegabytes(1)];

/** Data in megabytes: what a contract for a phone counts in. */
export function megabytes(bytes: number): string {
  const value = bytes / 1_000_000;
  return (value < 10 ? fine : whole)(locale.value).format(value);
}
