// The one script module of the site. Every page works without it; it only enhances.
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
} from "govuk-frontend";

import { saveCookieCategories, saveCookieChoice } from "./cookies.js";
import { ExitAtOnce, leaveOnEscape, standAtTheDoor } from "./exit.js";
import { closeMenusOnLeave } from "./menus.js";
import { printAtOnce } from "./print.js";
import { reloadPrivatePages } from "./private-pages.js";
import { watchConversation } from "./talk.js";

// GOV.UK's components look for these classes; an inline script would need a hole in the content security policy.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

createAll(Button, { preventDoubleClick: true });
createAll(CharacterCount);
createAll(Checkboxes);
createAll(ErrorSummary);
createAll(ExitAtOnce);
createAll(NotificationBanner);
createAll(PasswordInput);
createAll(Radios);
createAll(SkipLink);

closeMenusOnLeave(document);
leaveOnEscape(document, window);
printAtOnce(document, window);
reloadPrivatePages(window);
saveCookieCategories(document);
saveCookieChoice(document);
standAtTheDoor(document, window);
watchConversation(window);
