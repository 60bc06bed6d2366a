/** What sound is made with, which no page needs before somebody is about to hear something. */
export { Blend, fadeBetween } from "./blend.js";
export { Engine } from "./engine.js";
export { NothingPlayable, Source } from "./source.js";
