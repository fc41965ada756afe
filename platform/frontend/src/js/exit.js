// GOV.UK's "Exit this page", and three things more. The link works by itself. With script the screen is empty at once,
// however slow the line; what comes next takes the place of this page in the history; and Escape leaves too.
import { ExitThisPage } from "govuk-frontend";

// GOV.UK's name for a page that shows nothing any more.
const LEAVING = "govuk-exit-this-page-hide-content";

// Back looks for this cookie, and must not wait for a line that is slow or gone: the answer to /exit/ sets it again, with
// another word. Whoever comes back before that answer has a session that nobody has ended yet.
function markAsLeft(root) {
  const secure = root.location.protocol === "https:" ? "; secure" : "";
  root.cookie = `lodestar_left=leaving; path=/; max-age=3600; samesite=lax${secure}`;
}

export class ExitAtOnce extends ExitThisPage {
  exitPage() {
    const { body, defaultView } = this.$button.ownerDocument;
    if (this.$overlay) return;
    this.$updateSpan.textContent = "";
    body.classList.add(LEAVING);
    this.$overlay = body.appendChild(body.ownerDocument.createElement("div"));
    this.$overlay.className = "govuk-exit-this-page-overlay";
    this.$overlay.setAttribute("role", "alert");
    this.$overlay.textContent = this.i18n.t("activated");
    body.ownerDocument.title = "\u00a0";
    markAsLeft(body.ownerDocument);
    defaultView.location.replace(this.$button.href);
  }

  // GOV.UK shows the page again when the browser brings it back. Ours stays empty.
  resetPage() {}
}

// Escape closes what is open and leaves what is being filled in; only then does it leave the page.
const OPEN = "dialog[open], [aria-modal='true'], details.app-menu[open], [role='menu'], [role='listbox']";
const FIELD = "input, select, textarea, audio, video, iframe, [contenteditable]:not([contenteditable='false'])";

function meansToLeave(event, root) {
  if (event.key !== "Escape") return false;
  if (root.body.classList.contains(LEAVING)) return true;
  if (event.defaultPrevented || event.isComposing) return false;
  if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (root.fullscreenElement || root.querySelector(OPEN)) return false;
  return !root.activeElement?.closest(FIELD);
}

export function leaveOnEscape(root, view) {
  const button = root.querySelector(".govuk-js-exit-this-page-button");
  if (!button) return;
  // Before any other listener: a menu that Escape closes is still open then.
  view.addEventListener(
    "keydown",
    (event) => {
      if (!meansToLeave(event, root)) return;
      // To a browser Escape also means to stop loading: it would stop the very page that this leads to.
      event.preventDefault();
      button.click();
    },
    true,
  );
}

// The empty page that a browser which left finds everywhere: Back leads away again, an address that was typed goes on.
export function standAtTheDoor(root, view) {
  const { appAway, appWanted } = root.body.dataset;
  if (!appAway) return;
  const [arrival] = view.performance.getEntriesByType("navigation");
  view.location.replace(arrival?.type === "back_forward" ? appAway : appWanted);
}
