import "./elements/comments.js";
import "./elements/copy.js";
import "./elements/pins.js";
import "./elements/player.js";
import "./elements/tabs.js";
import "./elements/upload.js";
import "./elements/waveform.js";
import { hear } from "./lib/dom.js";
import { handleMoments } from "./lib/fragment.js";
import { localiseMoments } from "./lib/moments.js";
import { handleNavigation } from "./lib/navigate.js";
import { handleTheme } from "./lib/theme.js";

handleTheme();
handleNavigation();
handleMoments();
localiseMoments();
hear("page", localiseMoments);
for (const button of document.querySelectorAll(".foot [data-do=help]")) /** @type {HTMLElement} */ (button).hidden = false;
