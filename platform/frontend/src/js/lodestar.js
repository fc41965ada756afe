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

import { leaveAtOnce } from "./exit.js";
import { closeMenusOnLeave } from "./menus.js";
import { reloadPrivatePages } from "./private-pages.js";
import { watchConversation } from "./talk.js";

// GOV.UK's components look for these classes; an inline script would need a hole in the content security policy.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

createAll(Button, { preventDoubleClick: true });
createAll(CharacterCount);
createAll(Checkboxes);
createAll(ErrorSummary);
createAll(NotificationBanner);
createAll(PasswordInput);
createAll(Radios);
createAll(SkipLink);

closeMenusOnLeave(document);
leaveAtOnce(document, window);
reloadPrivatePages(window);
watchConversation(window);
