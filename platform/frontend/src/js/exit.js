// The link works by itself. With script, what is on the screen goes at once, however slow the line, and the page that
// comes next takes the place of this one in the history.
export function leaveAtOnce(root, view) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-app-exit]");
    if (!link || event.button !== 0) return;
    event.preventDefault();
    root.body.hidden = true;
    root.title = "";
    view.location.replace(link.href);
  });
}
