"""Notes that a person writes for themselves."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from wellbeing.exceptions import KeysUnavailableError
from wellbeing.forms import NoteForm
from wellbeing.months import this_month
from wellbeing.selectors.own_rows import OwnNote, open_notes
from wellbeing.services.notes import delete_note, write_note
from wellbeing.views.own_page import own_page, sent


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: SignedInRequest) -> HttpResponse:
    """The notes by month, and a box for a new one."""
    form = NoteForm(sent(request))
    if form.is_valid() and _is_written(request, form):
        return HttpResponseRedirect(reverse("wellbeing:notes"))
    newest_first = sorted(open_notes(request.user), key=lambda note: note.period, reverse=True)
    return render(request, "wellbeing/notes.html", {"form": form, "notes": newest_first})


def _is_written(request: SignedInRequest, form: NoteForm) -> bool:
    """Whether the note was kept; if not, the form says why and still holds it."""
    now = timezone.now()
    text = form.cleaned_data["text"]
    try:
        write_note(person=request.user, text=text, period=this_month(now), now=now)
    except KeysUnavailableError:
        raise
    except DomainError as error:
        form.add_error("text", str(error.message))
        return False
    return True


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, note_id: UUID) -> HttpResponse:
    """Ask, then remove the note for good."""
    if request.method == "POST":
        if not delete_note(person=request.user, note_id=note_id):
            raise Http404
        return HttpResponseRedirect(reverse("wellbeing:notes"))
    return render(request, "wellbeing/delete_note.html", {"note": _own_note(request, note_id)})


def _own_note(request: SignedInRequest, note_id: UUID) -> OwnNote:
    found = next((note for note in open_notes(request.user) if note.id == note_id), None)
    if found is None:
        raise Http404
    return found
