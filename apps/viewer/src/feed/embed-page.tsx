import { around } from './around.ts';
import FeedPage from './feed-page.tsx';

/** `/embed/{series}`: a series inside another page. A room of its own: nobody else waits for what talks to that page. */
export default function EmbedPage() {
  return <FeedPage around={around} />;
}
