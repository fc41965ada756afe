"""Pages about the people of one's own force."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.signed_in import SignedInRequest
from core.form_page import FormPage, answer_form
from organisation.access import own_force, person_of
from organisation.forms.people import (
    LeaveForm,
    NewPersonForm,
    PostForm,
    SearchForm,
    post_initial,
)
from organisation.listings import people_of, posts_of, reporting_to, rights_of
from organisation.policies import may_help_to_sign_in
from organisation.presentation import person_facts, post_events, sign_in_of
from organisation.services.joining import add_person
from organisation.services.leaving import leave_force
from organisation.services.membership import change_post

PAGE_SIZE = 50


@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    """Everyone in the force, or those who fit the search."""
    force = own_force(request.user)
    form = SearchForm(request.GET or None, force=force)
    asked = form.cleaned_data if form.is_valid() else {}
    posts = people_of(
        force, timezone.localdate(), search=asked.get("q", ""), place=asked.get("place")
    )
    page = Paginator(posts, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"force": force, "filter_form": form, "page": page}
    return render(request, "organisation/people.html", context)


@require_safe
def person(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One person: where they work, what they may do, and how that came about."""
    user = request.user
    force = own_force(user)
    latest = person_of(force, public_id)
    today = timezone.localdate()
    context = {
        "person": latest.person,
        "post": latest,
        "facts": person_facts(latest, reporting_to(latest.person, today)),
        "posts": post_events(posts_of(latest.person, force)),
        "rights": rights_of(latest.person, force, today),
        "has_left": latest.ended_on is not None and latest.ended_on <= today,
        "is_self": latest.person_id == user.pk,
        "sign_in": sign_in_of(latest.person),
        "may_help": may_help_to_sign_in(user, latest.person),
    }
    return render(request, "organisation/person.html", context)


def add(request: SignedInRequest) -> HttpResponse:
    """Take a person on."""
    user = request.user
    form = NewPersonForm(request.POST or None, force=own_force(user))
    page = FormPage(
        heading=_("Add a person"),
        submit=_("Add and send the invitation"),
        back=reverse("organisation:people"),
        done=_("The person has been added."),
    )
    return answer_form(request, form, page, lambda: _add(user, form))


def _add(user: User, form: NewPersonForm) -> None:
    data = form.cleaned_data
    add_person(
        actor=user,
        email=data["email"],
        first_name=data["first_name"],
        last_name=data["last_name"],
        post=form.post,
        started_on=form.day,
    )


def change(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Change a person's place, rank, role, number or line manager from a day on."""
    user = request.user
    force = own_force(user)
    latest = person_of(force, public_id)
    form = PostForm(request.POST or None, force=force, initial=post_initial(latest))
    page = FormPage(
        heading=_("Change post or line manager"),
        caption=latest.person.get_full_name(),
        lead=_("The post until then stays on record."),
        submit=_("Save the change"),
        back=reverse("organisation:person", args=[public_id]),
        done=_("The change has been saved."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: change_post(
            actor=user, person=latest.person, post=form.post, effective_on=form.day
        ),
    )


def leave(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Record that a person leaves the force."""
    user = request.user
    latest = person_of(own_force(user), public_id)
    form = LeaveForm(request.POST or None)
    page = FormPage(
        heading=_("Record that this person leaves"),
        caption=latest.person.get_full_name(),
        warning=_("On that day the account closes, every session ends and all roles end."),
        submit=_("Record the leaving date"),
        back=reverse("organisation:person", args=[public_id]),
        done=_("The leaving date has been recorded."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: leave_force(
            actor=user, person=latest.person, ended_on=form.cleaned_data["ended_on"]
        ),
    )
