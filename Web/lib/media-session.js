/** @typedef {import("../elements/player.js").Player} Player */
/** @typedef {import("../models/playable.js").Playable} Playable */

/**
 * Lets media keys, headphones and the lock screen work the player.
 * @param {Player} player
 */
export function offerMediaKeys(player) {
  const session = navigator.mediaSession;
  if (!session) return;
  /** @type {[MediaSessionAction, MediaSessionActionHandler][]} */
  const handlers = [
    ["play", () => player.resume()],
    ["pause", () => player.pause()],
    ["stop", () => player.stop()],
    ["previoustrack", () => player.step(-1)],
    ["nexttrack", () => player.step(1)],
    ["seekbackward", ({ seekOffset }) => player.skip(-(seekOffset ?? 10))],
    ["seekforward", ({ seekOffset }) => player.skip(seekOffset ?? 10)],
    ["seekto", ({ seekTime }) => player.seek(seekTime ?? 0)],
  ];
  for (const [action, handler] of handlers) {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // A browser that doesn't know the action shows no button for it.
    }
  }
}

/**
 * Says what is heard where the system shows it.
 * @param {Playable} song
 */
export function tellSystemOf({ title, artist, art, cover }) {
  if (!navigator.mediaSession) return;
  const pictures = [{ src: art, sizes: "200x200" }, { src: cover, sizes: "1000x1000" }].filter(({ src }) => src);
  const artwork = pictures.map(({ src, sizes }) => ({ src: new URL(src, location.href).href, sizes }));
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist, artwork });
}

/**
 * Says where in the song we are.
 * @param {{ isPlaying: boolean, isLoaded: boolean, time: number, length: number, speed: number }} state
 */
export function tellSystemWhere({ isPlaying, isLoaded, time, length, speed }) {
  if (!navigator.mediaSession?.setPositionState) return;
  navigator.mediaSession.playbackState = isPlaying ? "playing" : isLoaded ? "paused" : "none";
  if (!(length > 0) || time > length) return;
  navigator.mediaSession.setPositionState({ duration: length, position: time, playbackRate: speed });
}
