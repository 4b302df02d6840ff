import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { paths } from '../paths.ts';
import { useArrival } from '../shell/arrival.ts';
import { useSettledScroll } from '../shell/scroll.ts';
import { storefront } from '../storefront.ts';
import { TroublePanel } from '../words/trouble-panel.tsx';
import { home } from './answers.ts';
import { Hero } from './hero.tsx';
import styles from './home.module.css';
import { HomeSkeleton } from './home-skeleton.tsx';
import { RailOf } from './rail.tsx';
import { worthShowing } from './rails.ts';

/** Everything there is to watch: one series large, then what the viewer is in, then the rest by kinds. */
export default function HomePage() {
  const heading = useArrival<HTMLHeadingElement>(
    t({ message: 'Home', comment: 'Tab: the page with everything there is to watch' }),
  );
  const { state, retry } = home.use();
  useSettledScroll(state.is !== 'loading');
  return (
    <main class={styles.page} aria-busy={state.is === 'loading'}>
      <header class={styles.head}>
        <h1 ref={heading} class={styles.name} tabIndex={-1}>
          {storefront.value.logo ? (
            <img class={styles.logo} src={storefront.value.logo} alt={storefront.value.name} />
          ) : (
            storefront.value.name
          )}
        </h1>
        <a class={styles.search} href={paths.search()}>
          <Icon name="search" />
          {t`Search`}
        </a>
      </header>
      {state.is === 'loading' && <HomeSkeleton />}
      {state.is === 'failed' && <TroublePanel cause={state.cause} onRetry={retry} />}
      {state.is === 'ready' && (
        <>
          {state.data.hero && <Hero series={state.data.hero} />}
          {worthShowing(state.data).map((rail) => (
            <RailOf key={`${rail.kind} ${rail.name}`} rail={rail} />
          ))}
        </>
      )}
    </main>
  );
}
