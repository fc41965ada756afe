"""Forms for people's posts; a line manager is named by address, because forces are large."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.forms import DateField
from organisation.forms.places import PlaceChoiceField
from organisation.models import Membership, Node, Rank, RassoRole
from organisation.services.joining import NAME_LENGTH
from organisation.services.membership import Post


class SearchForm(forms.Form):
    """Finds people by part of a name, address or number."""

    q = forms.CharField(
        label=gettext_lazy("Name, email address or number"), max_length=100, required=False
    )
    place = PlaceChoiceField(
        queryset=Node.objects.none(),
        label=gettext_lazy("Unit or team"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("The whole force"),
    )

    def __init__(self, *args: Any, force: Node, **kwargs: Any) -> None:  # as Django's own form
        super().__init__(*args, **kwargs)
        _offer_places(self, "place", force)


class PostForm(forms.Form):
    """A post in one force."""

    place = PlaceChoiceField(queryset=Node.objects.none(), label=gettext_lazy("Unit or team"))
    rank = forms.ModelChoiceField(
        queryset=Rank.objects.all(), label=gettext_lazy("Rank or staff grade")
    )
    rasso_role = forms.ChoiceField(choices=RassoRole, label=gettext_lazy("Role in RASSO work"))
    service_number = forms.CharField(label=gettext_lazy("Warrant or staff number"), max_length=20)
    line_manager = forms.EmailField(
        label=gettext_lazy("Line manager’s email address"),
        help_text=gettext_lazy("Leave this empty if the person has no line manager in the force"),
        required=False,
    )
    effective_on = DateField(label=gettext_lazy("First day in this post"))

    def __init__(self, *args: Any, force: Node, **kwargs: Any) -> None:  # as Django's own form
        super().__init__(*args, **kwargs)
        self.force = force
        self.fields["effective_on"].initial = timezone.localdate
        _offer_places(self, "place", force)

    def clean_line_manager(self) -> User | None:
        """The person whom the address belongs to, if they work in the force."""
        email = self.cleaned_data["line_manager"]
        if not email:
            return None
        found = (
            Membership.objects.not_ended(timezone.localdate())
            .filter(force=self.force, person__email__iexact=email)
            .select_related("person")
            .first()
        )
        if found is None:
            raise ValidationError(_("Nobody with this email address works in the force"))
        return found.person

    @property
    def post(self) -> Post:
        """The post that was asked for, once the form is valid."""
        data = self.cleaned_data
        return Post(
            node=data["place"],
            rank=data["rank"],
            rasso_role=RassoRole(data["rasso_role"]),
            service_number=data["service_number"],
            line_manager=data["line_manager"],
        )

    @property
    def day(self) -> date:
        """The date, once the form is valid."""
        chosen: date = self.cleaned_data["effective_on"]
        return chosen


class NewPersonForm(PostForm):
    """A person with their first post in the force."""

    email = forms.EmailField(
        label=gettext_lazy("Work email address"),
        help_text=gettext_lazy("They sign in with it. We send them an invitation."),
    )
    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=NAME_LENGTH)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=NAME_LENGTH)

    field_order = ("email", "first_name", "last_name")


class LeaveForm(forms.Form):
    """The day from which a person is no longer in the force."""

    ended_on = DateField(
        label=gettext_lazy("First day on which the person no longer works in the force"),
        help_text=gettext_lazy("For example, 27 3 2026"),
    )


def post_initial(post: Membership) -> dict[str, object]:
    """What the form for a change shows at first: the post as it is."""
    return {
        "place": post.node_id,
        "rank": post.rank_id,
        "rasso_role": post.rasso_role,
        "service_number": post.service_number,
        "line_manager": post.line_manager.email if post.line_manager else "",
    }


def _offer_places(form: forms.Form, name: str, force: Node) -> None:
    choice = form.fields[name]
    if isinstance(choice, PlaceChoiceField):
        choice.queryset = Node.objects.within(force).still_open()
        choice.base_depth = force.depth
