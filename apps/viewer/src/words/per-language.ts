/** What formats for a language is made once: that is the slow part of formatting, most of all on a cheap phone. */
export function perLanguage<T>(make: (tag: string) => T): (tag: string) => T {
  const made = new Map<string, T>();
  return (tag) => {
    const known = made.get(tag) ?? make(tag);
    made.set(tag, known);
    return known;
  };
}
