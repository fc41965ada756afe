// Menus are <details>: they open and close without script. This closes them on Escape and when focus or a click leaves.
function closeOthers(root, target) {
  for (const menu of root.querySelectorAll("details.app-menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}

function closeOnEscape(event) {
  const menu = event.key === "Escape" && event.target.closest("details.app-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

export function closeMenusOnLeave(root) {
  root.addEventListener("click", (event) => closeOthers(root, event.target));
  root.addEventListener("focusin", (event) => closeOthers(root, event.target));
  root.addEventListener("keydown", closeOnEscape);
}
