/** Closes an open menu as people expect of one: by Escape, by a press elsewhere, and when the focus goes on. */
export function handleMenus() {
  document.addEventListener("keydown", (event) => {
    const menu = openMenu();
    if (event.key !== "Escape" || !menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", (event) => closeUnlessIn(event.target));
  document.addEventListener("focusin", (event) => closeUnlessIn(event.target));
}

function openMenu() {
  return /** @type {HTMLDetailsElement | null} */ (document.querySelector("details:is(.menu, .share)[open]"));
}

/** @param {EventTarget | null} target */
function closeUnlessIn(target) {
  const menu = openMenu();
  if (menu && !menu.contains(/** @type {Node | null} */ (target))) menu.open = false;
}
