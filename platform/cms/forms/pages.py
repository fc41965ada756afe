"""The form that a page is edited with in the CMS."""

from enum import Enum
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseInlineFormSet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.models import get_serializable_data_for_fields
from wagtail.admin.forms import WagtailAdminPageForm

from cms.checking.page_checks import Finding, Severity
from cms.foreign_references import OwnReferencesOnly
from cms.sameness import content_of
from cms.vocabulary import ChangeKind

if TYPE_CHECKING:
    from cms.models import CaseDetailReason
    from cms.selectors.saved_since import SavedSince

# What is said of the change itself, and asked anew after each publication.
CHANGE_FIELDS = frozenset(
    {"change_kind", "change_note", "change_for_everyone", "confirm_days", "confirm_question"}
)
# What those who publish may still set without having written anything.
TIMES = frozenset({"go_live_at", "expire_at"})


LEAST_REASON = 10


class Intent(Enum):
    """What the button that was pressed asks for."""

    SAVE = "save"
    SUBMIT = "submit"
    PUBLISH = "publish"


class BasePageForm(OwnReferencesOnly, WagtailAdminPageForm):
    """Asks of every page what changed, and holds back what is not ready to be read."""

    not_case_detail = forms.CharField(
        required=False,
        min_length=LEAST_REASON,
        max_length=300,
        label=gettext_lazy("This is not a case detail, because"),
        help_text=gettext_lazy(
            "Only if the checks name something that belongs to no case and no person. Your name "
            "and reason are kept, and reviewers see them."
        ),
    )

    # Wagtail passes what it likes.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from cms.selectors import people_who_keep_content  # noqa: PLC0415 -- it needs the models

        super().__init__(*args, **kwargs)
        if "content_owner" in self.fields:
            kept_by = self.instance.content_owner_id
            self.fields["content_owner"].queryset = people_who_keep_content(kept_by)
        if self.instance.live and not self.instance.has_unpublished_changes:
            self._forget_last_change()
        self._is_checked = False
        self.overtaken_by: SavedSince | None = None

    def _forget_last_change(self) -> None:
        """The next change starts blank, so that nobody says the last one twice."""
        for name in CHANGE_FIELDS & self.fields.keys():
            field = self.instance._meta.get_field(name)
            self.initial[name] = field.to_python(field.get_default())

    @property
    def intent(self) -> Intent:
        """What was asked for; a button that the person may not press only saves."""
        if self.is_deferred_validation:
            return Intent.SAVE
        if self.data.get("action-publish"):
            return Intent.PUBLISH
        if self.data.get("action-submit") or self.data.get("action-restart-workflow"):
            return Intent.SUBMIT
        return Intent.SAVE

    def clean(self) -> dict[str, Any]:
        """Add what every page has to say of its change and of its times."""
        cleaned: dict[str, Any] = super().clean()
        self._check_times(cleaned)
        if self.intent is not Intent.SAVE:
            self._check_change(cleaned)
        if self.intent is Intent.PUBLISH and cleaned.get("change_kind") == ChangeKind.MATERIAL:
            self.add_error("change_kind", _("A material change is reviewed first. Submit it."))
        return cleaned

    def _check_times(self, cleaned: dict[str, Any]) -> None:
        """Refuse a time to go live that has passed, unless it is the one of last time."""
        starts = cleaned.get("go_live_at")
        if starts and "go_live_at" in self.changed_data and starts < timezone.now():
            self.add_error(
                "go_live_at",
                _(
                    "This time has passed. Choose a later one, or leave it empty to go live "
                    "at once."
                ),
            )
            # The field is in a dialog that is closed when the page comes back.
            self.add_error(
                None, _("The time to go live has passed. Set it anew under “Edit schedule”.")
            )

    def _check_change(self, cleaned: dict[str, Any]) -> None:
        kind, was_live = cleaned.get("change_kind"), bool(self.instance.first_published_at)
        if was_live and not kind and "change_kind" not in self.errors:
            self.add_error("change_kind", _("Say whether this change is material or minor."))
        if (was_live or kind) and not cleaned.get("change_note"):
            self.add_error("change_note", _("Say in a sentence or two what changed."))
        asked = cleaned.get("audience_roles") or cleaned.get("change_for_everyone")
        if kind == ChangeKind.MATERIAL and not asked:
            self.add_error(
                "change_for_everyone",
                _(
                    "Say who has to read it again: tick this, or choose roles under "
                    "“About the page”."
                ),
            )

    def is_valid(self) -> bool:
        """Check at the end what can only be seen once every part of the page has been read."""
        valid: bool = super().is_valid()
        if not self.is_bound or self._is_checked:
            return valid
        self._is_checked = True
        # Also of a form that is refused for something else: it comes back as if it had been
        # opened just now.
        self._check_turn()
        if not valid:
            return False
        self._check_writers()
        self._check_content()
        self._check_reviewers()
        return not self.errors

    def _check_turn(self) -> None:
        """Show once what somebody else saved meanwhile, before it is replaced."""
        from cms.selectors.saved_since import saved_since  # noqa: PLC0415 -- it needs the models

        if not self.instance.pk:
            return
        state, person = self.typed_state(), self.for_user
        self.overtaken_by = saved_since(self.instance, self.data, state, person)
        if self.overtaken_by is not None:
            message = _(
                "%(person)s saved this page while you were writing. What you typed is still here. "
                "Look under “Checks” at what is different, take over what you need, and save."
            )
            self.add_error(None, message % {"person": self.overtaken_by.person})

    def _check_writers(self) -> None:
        """Hold still what is under review; and let nobody publish what they typed themselves."""
        if not self.instance.pk:
            return
        if self.instance.workflow_in_progress and self.has_new_words(without=frozenset()):
            message = _(
                "This page is under review, so its words cannot be changed. Comment on them, or "
                "ask for changes. What you typed is still here: copy what you want to keep."
            )
            self.add_error(None, message)
        elif self.intent is Intent.PUBLISH and self.has_new_words(without=CHANGE_FIELDS | TIMES):
            message = _(
                "You changed the page here, and nobody publishes their own words. Save it as a "
                "draft and submit it, or undo what you changed."
            )
            self.add_error(None, message)

    def has_new_words(self, *, without: frozenset[str]) -> bool:
        """Whether the form holds anything else than the page as it was last saved."""
        fresh = type(self.instance).objects.get(pk=self.instance.pk)
        saved = fresh.get_latest_revision_as_object().serializable_data()
        typed = self.instance.serializable_data()
        if content_of(saved, without=without) != content_of(typed, without=without):
            return True
        rows = (row for formset in self._rows_of_page() for row in formset.forms)
        return any(_has_new_words(row) for row in rows)

    def _check_content(self) -> None:
        """Refuse what must not be saved; and what must not be published, when it is handed in."""
        for finding in self.findings():
            explained = finding.severity is Severity.NEVER and self.reason_given
            asked = finding.severity is Severity.NEVER or self.intent is not Intent.SAVE
            if finding.holds_back and asked and not explained:
                self.add_error(None, f"{finding.message} {finding.remedy}")

    @property
    def reason_given(self) -> str:
        """Why what the checks name is no case detail, as it was typed with this form."""
        return str(getattr(self, "cleaned_data", {}).get("not_case_detail") or "")

    def findings(self) -> list[Finding]:
        """What the checks find on the page as the form holds it."""
        from cms.selectors.content_checks import findings_of  # noqa: PLC0415 -- needs the models

        return findings_of(self.instance, self.typed_state())

    def reasons(self) -> list["CaseDetailReason"]:
        """What was said of earlier findings on this page."""
        from cms.models import CaseDetailReason  # noqa: PLC0415 -- as above

        said = CaseDetailReason.objects.filter(page=self.instance.pk)
        return list(said.select_related("person"))

    def typed_state(self) -> dict[str, object]:
        """The page's state with the rows that the form holds, saved or not."""
        state: dict[str, object] = self.instance.serializable_data()
        for name, formset in self.formsets.items():
            if self.is_bound and name != "comments":
                kept = [form for form in formset.forms if not formset._should_delete_form(form)]
                state[name] = [get_serializable_data_for_fields(form.instance) for form in kept]
        return state

    def _rows_of_page(self) -> list["BaseInlineFormSet[Any, Any, Any]"]:
        return [formset for name, formset in self.formsets.items() if name != "comments"]

    def _check_reviewers(self) -> None:
        """Do not send a page into a review that nobody can do."""
        from cms.services.reviewing import missing_reviewers  # noqa: PLC0415 -- needs the models

        if self.intent is not Intent.SUBMIT:
            return
        for step in missing_reviewers(page=self.instance, submitted_by=self.for_user):
            message = _("Nobody but you can do the step “%s”. Ask an approver to name a reviewer.")
            self.add_error(None, message % step.name)


def _has_new_words(row: "forms.ModelForm[Any]") -> bool:
    """Whether a row of a valid form holds anything else than when it was opened.

    A field whose default is computed, such as a key, calls itself changed each time.
    """
    return any(row.initial.get(name) != row.cleaned_data.get(name) for name in row.changed_data)
