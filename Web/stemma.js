import { hear } from "./lib/dom.js";
import { handleNeeds, loadElements } from "./lib/elements.js";
import { handleFirstUse } from "./lib/first-use.js";
import { hand } from "./lib/hand.js";
import { handleMenus } from "./lib/menu.js";
import { localiseMoments } from "./lib/moments.js";
import { handleOffline } from "./lib/offline.js";

loadElements(document);
handleMenus();
// What is drawn for hands shall not stand between a hand and the sound.
const player = handleFirstUse();
handleNeeds(player);
handleOffline();
localiseMoments();
hear("page", localiseMoments);
for (const button of document.querySelectorAll(".foot [data-do=help]")) /** @type {HTMLElement} */ (button).hidden = false;
// The browser's own Back would change the address alone where pages have followed one another in one document.
if (history.state) import("./hands.js");
hand.then(() => import("./hands.js"));
