import { offline } from './network.ts';
import { routes } from './paths.ts';
import { room } from './room.ts';

export const HomePage = room(() => import('./home/home-page.tsx'));

/** The rooms that come when they are first wanted. The feed is there from the start, unless another page is around it. */
export const rooms = [
  { path: routes.home, page: HomePage },
  { path: routes.search, page: room(() => import('./search/search-page.tsx')) },
  { path: routes.genre, page: room(() => import('./genre/genre-page.tsx')) },
  { path: routes.mood, page: room(() => import('./genre/genre-page.tsx')) },
  { path: routes.list, page: room(() => import('./list/list-page.tsx')) },
  { path: routes.history, page: room(() => import('./history/history-page.tsx')) },
  { path: routes.profile, page: room(() => import('./profile/profile-page.tsx')) },
  { path: routes.profilePart, page: room(() => import('./profile/part-page.tsx')) },
  { path: routes.signIn, page: room(() => import('./sign-in/sign-in-page.tsx')) },
  { path: routes.embed, page: room(() => import('./feed/embed-page.tsx')) },
  { path: routes.series, page: room(() => import('./series/series-page.tsx')) },
];

/** Fetches the room of an address ahead, if there is a network to fetch it over. */
export async function preloadRoom(path: string): Promise<void> {
  const known = rooms.find(({ path: pattern }) => shapeOf(pattern) === shapeOf(path));
  if (!offline.peek()) await known?.page.preload();
}

/** The first part of an address, and how many there are: enough to know the room. */
function shapeOf(path: string): string {
  const [, first, ...rest] = path.split('/');
  // There a series may stand without an episode.
  return first === 'embed' ? first : `${first} ${rest.length}`;
}
