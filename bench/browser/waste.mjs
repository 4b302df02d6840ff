// How much of what travelled was on screen. A response brings a stretch of time of one track; what of it was shown
// counts once, however often it was fetched.

/** `[from, to]` in seconds of the segments of a playlist. */
function stretches(playlist) {
  let at = 0;
  return [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map(([, seconds]) => {
    const from = at;
    at += Number(seconds);
    return [from, at];
  });
}

/** Asks the service once for the times of the segments of an episode: by track, for the plan of the feed. */
export async function timesOf(ask, play) {
  const times = {};
  for (const { track } of [...play.video, ...play.audio]) {
    times[track] = stretches(await ask(`/m/${play.ticket}/${track}/feed.m3u8`));
  }
  return times;
}

/** What a path of the service brings: index of the episode, kind, stretch of time; or nothing, if it is no medium. */
function brought(path, episodes) {
  const parts = path.split('?')[0].split('/');
  const [, room, , track, second] = parts;
  if (!['s', 'e', 'p'].includes(room)) return undefined;
  const index = episodes.findIndex(({ times }) => times[track]);
  if (index < 0) return undefined;
  const { times, video } = episodes[index];
  if (room === 'p') return { index, kind: 'both', key: `${track}${second}`, from: 0, to: times[track][0][1] };
  const kind = video.has(track) ? 'video' : 'audio';
  const number = Number(/^(\d+)\.m4s$/.exec(parts[5] ?? '')?.[1] ?? Number.NaN);
  // What stands before a track has no time of its own.
  const [from, to] = times[track][number] ?? [0, 0];
  return { index, kind, key: track, from, to };
}

/** `shown`: by episode, the tenths of a second that were on screen. */
function shareShown(shown, from, to, taken) {
  if (to === 0) return shown ? 1 : 0;
  let seen = 0;
  let all = 0;
  for (let tenth = Math.round(from * 10); tenth < Math.round(to * 10); tenth++) {
    all += 1;
    if (!shown?.[tenth] || taken.has(tenth)) continue;
    taken.add(tenth);
    seen += 1;
  }
  return all === 0 ? 0 : seen / all;
}

/** Why something was fetched that nobody saw. */
function reasonOf({ cancelled, brings: { from } }, shown, share) {
  if (!shown) return 'next';
  if (share > 0) return 'rest';
  if (cancelled) return 'cutOff';
  return shown[Math.round(from * 10)] ? 'again' : 'ahead';
}

/**
 * Of the service's media. The latest fetch of a stretch is the one that was shown. `lost` says of the rest, in bytes, why
 * it was fetched: for an episode that nobody opened (`next`), the rest of the segment that somebody left (`rest`), what lay
 * behind that (`ahead`), what was still on its way when it was given up (`cutOff`), or once more (`again`).
 */
export function wasteOfSegments(sent, episodes, shown) {
  const media = sent.map((entry) => ({ ...entry, brings: brought(entry.path, episodes) })).filter((it) => it.brings);
  const taken = new Map();
  let bytes = 0;
  let seen = 0;
  const lost = { next: 0, rest: 0, ahead: 0, cutOff: 0, again: 0 };
  for (const entry of media.reverse()) {
    const { bytes: size } = entry;
    const { index, kind, from, to } = entry.brings;
    const kinds = kind === 'both' ? ['video', 'audio'] : [kind];
    bytes += size;
    const shares = kinds.map((one) => {
      const key = `${index} ${one}`;
      if (!taken.has(key)) taken.set(key, new Set());
      return shareShown(shown[index], from, to, taken.get(key));
    });
    // Of what brings both nobody knows how much is which: if one of them came again, all of it counts as such.
    const share = Math.min(...shares);
    seen += size * share;
    lost[reasonOf(entry, shown[index], share)] += size * (1 - share);
  }
  return { bytes, seen, lost };
}

/** Of whole files, as if their bytes were spread evenly over their time. `episodes` say how long they are. */
export function wasteOfFiles(sent, sizes, episodes, shown) {
  let bytes = 0;
  let seen = 0;
  const fetched = {};
  for (const { path, bytes: size } of sent) {
    const [, number] = /^\/peer\/mp4\/(\d+)\.mp4/.exec(path) ?? [];
    if (!number) continue;
    bytes += size;
    fetched[number - 1] = (fetched[number - 1] ?? 0) + size;
  }
  for (const [index, size] of Object.entries(fetched)) {
    const tenths = Object.keys(shown[index] ?? {}).length;
    seen += Math.min(size, (sizes[index % sizes.length] * tenths) / 10 / episodes[index].seconds);
  }
  return { bytes, seen };
}
