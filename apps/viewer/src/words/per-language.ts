/** What formats for a language is made once: the first of a kind takes a page 20 ms, four times as much on a cheap phone. */
export function perLanguage<T>(make: (tag: string) => T): (tag: string) => T {
  const made = new Map<string, T>();
  return (tag) => {
    const known = made.get(tag) ?? make(tag);
    made.set(tag, known);
    return known;
  };
}
