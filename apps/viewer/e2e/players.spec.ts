import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type HlsLibrary from 'hls.js';
import type shakaLibrary from 'shaka-player';
import { askToPlay, ENCRYPTED, expect, firstSeries, type Play, test } from './house.ts';

// Players that others wrote, over the same addresses as ours. What stalls here stalls on televisions and other sites.

declare global {
  var Hls: typeof HlsLibrary;
  var shaka: typeof shakaLibrary;
  var hls: HlsLibrary;
  var player: shakaLibrary.Player;
  /** What the player itself complains of. */
  var complaints: string[];
}

const require = createRequire(import.meta.url);

/** What to play, and how: languages by BCP-47, `off` for no subtitles. */
type Wanted = { master: string; dub: string; subtitles: string };

/** `begin` and `change` run in the page: they know nothing but what is handed to them. */
type Player = {
  name: string;
  script: string;
  begin: (wanted: Wanted) => Promise<void>;
  changeDub: (dub: string) => void;
  heard: () => string | undefined;
};

const players: Player[] = [
  {
    name: 'hls.js',
    script: require.resolve('hls.js/dist/hls.min.js'),
    begin: async ({ master, dub, subtitles }) => {
      globalThis.complaints = [];
      const video = document.querySelector('video');
      const hls = new Hls();
      globalThis.hls = hls;
      hls.on(Hls.Events.ERROR, (_, { details, fatal }) => {
        // A request that is given up for another is no complaint.
        if (fatal || details !== Hls.ErrorDetails.INTERNAL_ABORTED) complaints.push(details);
      });
      const parsed = new Promise((done) => hls.once(Hls.Events.MANIFEST_PARSED, done));
      const filled = new Promise((done) => hls.once(Hls.Events.FRAG_BUFFERED, done));
      hls.loadSource(master);
      if (video) hls.attachMedia(video);
      await parsed;
      await filled;
      hls.audioTrack = hls.audioTracks.findIndex(({ lang }) => lang === dub);
      hls.subtitleTrack = hls.subtitleTracks.findIndex(({ lang }) => lang === subtitles);
      hls.subtitleDisplay = true;
    },
    changeDub: (dub) => {
      hls.nextAudioTrack = hls.audioTracks.findIndex(({ lang }) => lang === dub);
    },
    heard: () => hls.audioTracks[hls.audioTrack]?.lang,
  },
  {
    // Languages come out of it in other letters (`zh-HANS`), so they are compared without their case.
    name: 'Shaka Player',
    script: require.resolve('shaka-player/dist/shaka-player.compiled.js'),
    begin: async ({ master, dub, subtitles }) => {
      globalThis.complaints = [];
      shaka.polyfill.installAll();
      const player = new shaka.Player();
      globalThis.player = player;
      player.addEventListener('error', (event) => complaints.push(JSON.stringify(event)));
      const video = document.querySelector('video');
      if (video) await player.attach(video);
      await player.load(master);
      const track = player.getAudioTracks().find(({ language }) => language.toLowerCase() === dub.toLowerCase());
      if (track) player.selectAudioTrack(track);
      player.selectTextTrack(
        player.getTextTracks().find(({ language }) => language.toLowerCase() === subtitles.toLowerCase()) ?? null,
      );
    },
    changeDub: (dub) => {
      const track = player.getAudioTracks().find(({ language }) => language.toLowerCase() === dub.toLowerCase());
      if (track) player.selectAudioTrack(track);
    },
    heard: () => player.getAudioTracks().find(({ active }) => active)?.language,
  },
];

/** A page of the service's own origin that holds one player and nothing of our app. */
async function openPlayer(page: Page, { script }: Player): Promise<void> {
  const html = '<!doctype html><title>Player</title><script src="/player.js"></script><video muted></video>';
  await page.route('**/player.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.route('**/player.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: readFileSync(script, 'utf8') }),
  );
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto('/player.html');
}

/** Plays to the end, or until nothing moves for ten seconds. Runs in the page. */
async function playToEnd() {
  const video = document.querySelector('video');
  if (!video) throw new Error('there is no video');
  const stalls: string[] = [];
  const cues = new Map<string, string>();
  let movedAt = performance.now();
  await video.play();
  video.addEventListener('waiting', () => stalls.push(`waits at ${video.currentTime}`));
  video.addEventListener('timeupdate', () => {
    movedAt = performance.now();
    for (const { cues: known } of video.textTracks) {
      for (const cue of known ?? []) if (cue instanceof VTTCue) cues.set(`${cue.startTime} ${cue.text}`, cue.text);
    }
  });
  while (!video.ended && performance.now() - movedAt < 10_000) await new Promise((done) => setTimeout(done, 100));
  const { ended, currentTime: until, videoWidth: wide } = video;
  return { ended, until, wide, stalls: [...stalls, ...complaints], cues: [...cues.values()] };
}

/** Cues as the service counts them: the same words at the same time are one. */
async function cuesOf(page: Page, { url }: Play['subtitles'][number]): Promise<number> {
  const text = await (await page.request.get(url)).text();
  return [...text.matchAll(/ --> /g)].length;
}

for (const player of players) {
  for (const plan of ['feed', 'steady']) {
    test(`${player.name} plays every dub and every subtitle to its end without a stall (${plan})`, async ({ page }) => {
      const { episodes } = await firstSeries(page);
      const play = await askToPlay(page, episodes[0]?.id);
      const rounds = Math.max(play.audio.length, play.subtitles.length);
      test.setTimeout(30_000 + rounds * (play.duration_ms + 10_000));
      for (let round = 0; round < rounds; round++) {
        const dub = play.audio[round % play.audio.length];
        const subtitles = play.subtitles[round % play.subtitles.length];
        if (!dub || !subtitles) throw new Error('the series has neither sound nor subtitles');
        const what = `${dub.language} with subtitles in ${subtitles.language}`;

        const sound = page.waitForRequest((request) => request.url().includes(`/${dub.track}/${plan}/`));
        await openPlayer(page, player);
        const master = `${play.master}?plan=${plan}`;
        await page.evaluate(player.begin, { master, dub: dub.language, subtitles: subtitles.language });
        const seen = await page.evaluate(playToEnd);
        await sound;
        expect(seen, what).toMatchObject({ ended: true, stalls: [] });
        expect(seen.wide, what).toBeGreaterThan(0);
        expect(seen.until, what).toBeGreaterThan(play.duration_ms / 1000 - 0.3);
        expect((await page.evaluate(player.heard))?.toLowerCase(), what).toBe(dub.language.toLowerCase());
        expect(seen.cues.length, `the cues of ${what}`).toBe(await cuesOf(page, subtitles));
      }
    });
  }

  test.describe('encrypted', () => {
    test.use({ baseURL: ENCRYPTED });

    test(`${player.name} plays what is encrypted to its end without a stall`, async ({ page }) => {
      const { episodes } = await firstSeries(page);
      const play = await askToPlay(page, episodes[0]?.id);
      const key = page.waitForRequest((request) => new URL(request.url()).pathname.startsWith('/k/'));
      await openPlayer(page, player);
      const dub = play.audio[0]?.language ?? '';
      await page.evaluate(player.begin, { master: play.master, dub, subtitles: 'off' });
      expect(await page.evaluate(playToEnd)).toMatchObject({ ended: true, stalls: [] });
      await key;
    });
  });

  test(`${player.name} changes the dub on the way and plays on`, async ({ page }) => {
    const { episodes } = await firstSeries(page);
    const play = await askToPlay(page, episodes[0]?.id);
    const [first, other] = play.audio;
    expect(other, 'the series has a dub').toBeDefined();
    test.setTimeout(60_000 + play.duration_ms);
    await openPlayer(page, player);
    await page.evaluate(player.begin, { master: play.master, dub: first?.language ?? '', subtitles: 'off' });
    const playing = page.evaluate(playToEnd);
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1);
    await page.evaluate(player.changeDub, other?.language ?? '');
    expect((await playing).ended).toBe(true);
    expect((await page.evaluate(player.heard))?.toLowerCase()).toBe(other?.language.toLowerCase());
  });
}
