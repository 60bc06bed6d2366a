import { call } from "../lib/api.js";

/** @typedef {import("./playable.js").Playable} Playable */

/** @typedef {Pick<typeof import("./machine.js"), "Blend" | "Engine" | "NothingPlayable" | "Source" | "fadeBetween">} Machine */

/** @type {Machine | undefined} */
let made;

/** Fetches what sound is made with, unless it is there: worth it as soon as somebody seems about to play. */
export async function machine() {
  try {
    return made ?? (await import("./machine.js"));
  } catch {
    throw new Error("The server can’t be reached. Try again in a moment.");
  }
}

/**
 * Takes what sound is made with as soon as it is there, so that nobody waits a turn for it.
 * @param {Machine} machine
 */
export function provide(machine) {
  made = machine;
}

/**
 * The sound of a playable in the rendition that fits best now.
 * @param {Playable} playable
 * @param {boolean} isLossless whether sound without loss is wished where it is offered
 */
export async function openSource({ version, key, stream }, isLossless) {
  const { Engine, Source } = await machine();
  const renew = async () => {
    const path = `/api/v1/versions/${version}`;
    const answer = await call("GET", key ? `${path}?key=${encodeURIComponent(key)}` : path);
    return answer.version.stream.url;
  };
  const source = new Source(stream, renew, (mime) => Engine.canPlay(mime), isLossless);
  await source.open();
  return source;
}

/**
 * What a browser plays by itself: the playlist, or one file with all of it for browsers that know none, made at the
 * first demand.
 * @param {HTMLAudioElement} audio
 * @param {Playable} playable
 */
export function addressFor(audio, { version, key, stream }) {
  if (audio.canPlayType("application/vnd.apple.mpegurl") !== "") return stream;
  return `/api/v1/stream/${version}.mp3?wait=25${key && `&key=${encodeURIComponent(key)}`}`;
}
