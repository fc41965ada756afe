// A browser may keep a page in its back/forward cache and show it again without asking us, whatever its headers say.
// So a page is kept empty, and loaded afresh when it was of somebody signed in, or when this browser has left since.
const LEFT = /(?:^|;\s*)lodestar_left=/;

export function reloadPrivatePages(view) {
  const { document } = view;
  view.addEventListener("pagehide", (event) => {
    document.documentElement.hidden = event.persisted;
  });
  view.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (document.body.dataset.signedIn === "true" || LEFT.test(document.cookie)) view.location.reload();
    else document.documentElement.hidden = false;
  });
}
