import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'preact/hooks';
import { paths } from '../paths.ts';
import { useArrival } from '../shell/arrival.ts';
import { useSettledScroll } from '../shell/scroll.ts';
import { keepSearch } from './recent.ts';
import { Recent } from './recent-list.tsx';
import { Results } from './results.tsx';
import styles from './search.module.css';

/** A pause in typing; a search for each letter would be thrown away. */
const PAUSE_MS = 150;
const LETTERS_MAX = 80;

/** A field to type into, and below it what was found so far, in every language. */
export default function SearchPage() {
  const field = useArrival<HTMLInputElement>(t`Search`);
  const [typed, setTyped] = useState(() => new URLSearchParams(location.search).get('q') ?? '');
  const asked = useAfterPause(typed.trim());
  useSettledScroll(true);
  useEffect(() => {
    // The address is kept for Back and for a link; the router need not know.
    history.replaceState(history.state, '', paths.search(asked));
  }, [asked]);
  return (
    <main class={styles.page} onKeyDown={(event) => walk(event, field.current)}>
      <h1 class={styles.title}>{t`Search`}</h1>
      <search>
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            keepSearch(typed);
          }}
        >
          <Icon name="search" />
          <input
            ref={field}
            class={styles.field}
            type="search"
            enterkeyhint="search"
            autocomplete="off"
            maxLength={LETTERS_MAX}
            dir="auto"
            aria-label={t`Titles, people, genres`}
            placeholder={t`Titles, people, genres`}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </form>
      </search>
      {asked ? <Results query={asked} /> : <Recent onChoose={setTyped} />}
    </main>
  );
}

function useAfterPause(typed: string): string {
  const [settled, settle] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), typed ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}

/** Down and up go from the field through the results; Escape goes back to it. */
function walk(event: KeyboardEvent, field: HTMLInputElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const page = event.currentTarget;
  if (!(page instanceof HTMLElement) || event.isComposing) return;
  if (event.key === 'Escape' && document.activeElement !== field) field?.focus();
  if (step === undefined) return;
  const stops: (Element | null)[] = [...page.querySelectorAll('input, [data-result]')];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + step];
  if (at < 0 || !(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}
