import { handleDrops } from "./lib/drops.js";
import { handleForesight } from "./lib/foresight.js";
import { handleNavigation } from "./lib/navigate.js";
import { handleTheme } from "./lib/theme.js";

/** What answers to hands; without it, links and forms do what they always did. */
handleNavigation();
handleForesight();
handleTheme();
handleDrops();
