import type Hls from 'hls.js';
import type { HlsConfig, LoaderCallbacks, LoaderConfiguration, LoaderContext } from 'hls.js';
import { fromPack, inTheClear, type Pack } from './pack.ts';

/** The library's own loader, save that what the start pack brought is not asked for a second time. */
export function packLoader(Library: typeof Hls, pack: Pack): HlsConfig['loader'] {
  const Network = Library.DefaultConfig.loader;
  return class extends Network {
    override load(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      const bytes = fromPack(pack, context.url);
      if (!bytes) {
        super.load(context, config, {
          ...callbacks,
          onSuccess: (response, stats, { url }, details) => {
            const { data } = response;
            const read = typeof data === 'string' ? { ...response, data: inTheClear(pack, url, data) } : response;
            callbacks.onSuccess(read, stats, context, details);
          },
        });
        return;
      }
      const { stats } = this;
      const now = performance.now();
      const { first, end } = pack.took;
      // As if it came now, as fast as the pack came: what is known of the network stays true.
      stats.loading = { start: now - end, first: now - end + first, end: now };
      stats.loaded = bytes.byteLength;
      stats.total = bytes.byteLength;
      const response = { url: context.url, data: bytes.slice().buffer, code: 200 };
      queueMicrotask(() => callbacks.onSuccess(response, stats, context, null));
    }
  };
}
