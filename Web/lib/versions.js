import { announce, hear } from "./dom.js";
import { playableOf } from "../models/playable.js";

/** Lets a track's page show the waveform of whichever of its versions is heard. */
export function handleVersions() {
  /** @type {string | undefined} */ let heard;
  hear("page", () => (heard = undefined));
  hear("position", ({ version }) => {
    if (version === undefined || version === heard) return;
    heard = version;
    show(version);
  });
}

/** @param {string} version */
function show(version) {
  const wave = /** @type {HTMLElement | null} */ (document.querySelector("main stemma-waveform.hero"));
  const [now, next] = [wave?.dataset.version ?? "", version].map(buttonOf);
  if (!wave || !now || !next || now === next || now.dataset.track !== next.dataset.track) return;
  const { waveform, seconds } = playableOf(next);
  Object.assign(wave.dataset, { version, src: waveform, ms: String(Math.round(seconds * 1000)) });
  announce("picture");
}

/** @param {string} version */
function buttonOf(version) {
  return /** @type {HTMLElement | null} */ (document.querySelector(`main [data-play][data-version="${CSS.escape(version)}"]`));
}
