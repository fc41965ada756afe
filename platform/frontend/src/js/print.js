// Links that lead to the page as it prints open the browser's own print window instead.
export function printAtOnce(page, window) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-print]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    window.print();
  });
  // On paper nothing can be opened: open it before, and close it again after.
  window.addEventListener("beforeprint", () => {
    for (const closed of page.querySelectorAll("main details:not([open])")) {
      closed.open = true;
      closed.dataset.openedToPrint = "";
    }
  });
  window.addEventListener("afterprint", () => {
    for (const opened of page.querySelectorAll("main details[data-opened-to-print]")) {
      opened.open = false;
      delete opened.dataset.openedToPrint;
    }
  });
}
