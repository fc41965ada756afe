// A page that a browser kept in its back/forward cache is shown again after signing out, whatever its cache headers say.
// Loading it afresh asks the server, which then asks for signing in.
export function reloadPrivatePages(view) {
  view.addEventListener("pageshow", (event) => {
    const isPrivate = view.document.body.dataset.signedIn === "true";
    if (event.persisted && isPrivate) view.location.reload();
  });
}
