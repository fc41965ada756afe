import { tidyPastes } from "./pasting.js";

// The one script of ours in Wagtail's editing pages: what is pasted, and dialogs. Wagtail's older dialogs say no name, and leave what lies behind them
// within reach. Where Wagtail makes its dialogs in another way, this finds none of them and does nothing.
const pageBehind = () => document.querySelector("body > .wrapper");

function setApart({ target }) {
  const heading = target.querySelector("h1, h2");
  if (heading) target.setAttribute("aria-label", heading.textContent.trim());
  target.setAttribute("aria-modal", "true");
  pageBehind()?.setAttribute("inert", "");
}

// Before Wagtail gives the focus back to what opened the dialog: it cannot go to where nothing can be reached.
function giveBack() {
  pageBehind()?.removeAttribute("inert");
}

// These dialogs tell jQuery alone that they open and close.
window.jQuery?.(document).on("show.bs.modal", ".modal", setApart).on("hide.bs.modal", ".modal", giveBack);

tidyPastes();
