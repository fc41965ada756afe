// Forms about cookies. With script they are sent in the background, so that nothing typed or chosen on the page is lost,
// and the page says whether the choice was kept. It was kept when the browser has the cookie.
const REFUSED = 422;
const isKept = (root, version) => new RegExp(`(?:^|;\\s*)lodestar_cookies="?${version}:`).test(root.cookie);

async function send(form, pressed) {
  const body = new FormData(form);
  if (pressed?.name) body.set(pressed.name, pressed.value);
  try {
    return await fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
  } catch {
    return null;
  }
}

function wasSaved(answer, root, version) {
  // A browser that does not say how it asks is answered with the way back to the page.
  const isTaken = answer?.ok || answer?.type === "opaqueredirect";
  return Boolean(isTaken) && isKept(root, version);
}

export function saveCookieChoice(root) {
  const banner = root.querySelector("[data-app-cookies]");
  if (!banner) return;
  const version = banner.dataset.appCookies;
  const form = banner.querySelector("form");
  const failed = banner.querySelector("[data-app-cookies-failed]");
  const saved = banner.querySelector("[data-app-cookies-saved]");
  form.addEventListener("submit", async (event) => {
    if (!event.submitter) return;
    event.preventDefault();
    failed.hidden = true;
    const isSaved = wasSaved(await send(form, event.submitter), root, version);
    failed.hidden = isSaved;
    form.hidden = isSaved;
    saved.hidden = !isSaved;
    if (isSaved) saved.focus();
  });
  banner.querySelector("[data-app-cookies-hide]").addEventListener("click", () => {
    banner.hidden = true;
  });
}

// On the page about cookies. What could be saved, or is to be chosen better, goes on as without script.
export function saveCookieCategories(root) {
  const form = root.querySelector("[data-app-cookie-categories]");
  if (!form) return;
  const failed = form.querySelector("[data-app-cookies-failed]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    const answer = await send(form, event.submitter);
    if (answer?.status === REFUSED || wasSaved(answer, root, form.dataset.appCookieCategories)) form.submit();
    else failed.hidden = false;
  });
}
