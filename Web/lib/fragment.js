import { hear } from "./dom.js";
import { timeInFragment } from "./time.js";
import { playableOf } from "../models/playable.js";

/** Makes `#t=1:23` lead to that moment of the page's song: ready there when the page opens, playing at a click. */
export function handleMoments() {
  const cue = () => atMoment((player, playable, time) => player.cue(playable, time));
  addEventListener("hashchange", () => atMoment((player, playable, time) => {
    if (player.current?.version === playable.version && player.isPlaying) player.seek(time);
    else player.play(playable, time);
  }));
  // The same link twice changes no fragment.
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest('a[href^="#t="]');
    if (link?.getAttribute("href") === location.hash) dispatchEvent(new HashChangeEvent("hashchange"));
  });
  hear("page", cue);
  cue();
}

/**
 * @param {(player: import("../elements/player.js").Player, playable: import("../models/playable.js").Playable, time: number) => void} act
 */
function atMoment(act) {
  const time = timeInFragment(location.hash);
  const player = /** @type {import("../elements/player.js").Player | null} */ (document.querySelector("stemma-player"));
  const button = /** @type {HTMLElement | null} */ (document.querySelector("main [data-play]"));
  if (time === undefined || !player || !button) return;
  act(player, playableOf(button), time);
}
