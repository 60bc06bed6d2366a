import { Blend, fadeBetween } from "./blend.js";
import { Engine } from "./engine.js";
import { provide } from "./opening.js";
import { NothingPlayable, Source } from "./source.js";

/** What sound is made with, which no page needs before somebody is about to hear something. */
export { Blend, Engine, fadeBetween, NothingPlayable, Source };

provide({ Blend, Engine, fadeBetween, NothingPlayable, Source });
