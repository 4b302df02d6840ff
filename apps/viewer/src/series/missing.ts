import { bestLanguage, locales } from '../words/locales.ts';

/** Of `wanted`, what is among the languages that can be asked for and not among those that are there. */
export function missing(offered: readonly string[], wanted: readonly string[]): string[] {
  const known = locales.map(({ code }) => code);
  const asked = wanted.flatMap((tag) => bestLanguage([tag], known) ?? []);
  return [...new Set(asked)].filter((tag) => bestLanguage([tag], offered) === undefined);
}

/** All that can be asked for here, the viewer's own first. */
export function askable(offered: readonly string[], own: readonly string[]): string[] {
  return missing(offered, [...own, ...locales.map(({ code }) => code)]);
}
