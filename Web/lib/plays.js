import { Reporter } from "../models/reporter.js";

/**
 * Tells the server what is heard of each song.
 * @param {import("../models/transport.js").Transport} transport
 */
export function reportPlays(transport) {
  const { audio, deck } = transport;
  const reporter = new Reporter();
  deck.addEventListener("change", () => deck.current && reporter.begin(deck.current));
  audio.addEventListener("timeupdate", () => {
    if (!audio.paused && !audio.seeking) reporter.pass(transport.time, transport.length);
  });
  audio.addEventListener("seeking", () => reporter.lift());
  audio.addEventListener("pause", () => {
    reporter.lift();
    reporter.send();
  });
  audio.addEventListener("ended", () => {
    reporter.complete();
    reporter.send();
  });
  addEventListener("pagehide", () => reporter.send());
}
