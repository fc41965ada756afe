"""Forms speak in written messages and come out in one markup, whoever declared them."""

from datetime import date
from html.parser import HTMLParser

import pytest
from allauth.account.forms import LoginForm
from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from core.form_messages import lower_first
from core.forms import DateField, DatePartsInput


class EveryControl(forms.Form):
    """One field for each kind of control, none of them with messages of its own."""

    full_name = forms.CharField(label="Full name", max_length=5, help_text="As on your card")
    email = forms.EmailField(label="Email")
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=90)
    day = DateField(label="Start date")
    force = forms.ChoiceField(label="Force", choices=[("", "Choose"), ("n", "North")])
    sure = forms.ChoiceField(
        label="Are you sure?", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Topics", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(
        label="Notes", max_length=200, required=False, widget=forms.Textarea({"rows": 3})
    )
    file = forms.FileField(label="File")
    agree = forms.BooleanField(label="I agree")
    token = forms.CharField(widget=forms.HiddenInput)


class Ids(HTMLParser):
    """Every id of a piece of HTML, and every id that something in it points to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"for", "aria-describedby", "aria-controls"}:
                self.targets |= set((value or "").split())


def refused(form_class: type[forms.Form], data: str = "") -> dict[str, list[str]]:
    """The messages of a form sent with that query string."""
    errors = form_class(QueryDict(data), MultiValueDict()).errors
    return {name: [str(error) for error in found] for name, found in errors.items()}


def test_every_empty_field_says_what_to_do_about_it() -> None:
    assert refused(EveryControl) == {
        "full_name": ["Enter full name"],
        "email": ["Enter your email address"],
        "secret": ["Enter secret"],
        "minutes": ["Enter minutes"],
        "day": ["Enter start date"],
        "force": ["Select force"],
        "sure": ["Select an answer to “Are you sure?”"],
        "topics": ["Select at least one answer for “Topics”"],
        "file": ["Choose a file for “File”"],
        "agree": ["Tick “I agree” to continue"],
        "token": ["Enter token"],
    }


def test_every_wrong_value_says_what_would_be_right() -> None:
    found = refused(
        EveryControl,
        "full_name=Featherstone&email=nobody&minutes=91&force=x&sure=x&topics=x"
        "&day_day=30&day_month=2&day_year=2026",
    )
    assert found["full_name"] == ["Full name must be 5 characters or fewer"]
    assert found["email"] == ["Enter an email address in the correct format, like name@example.com"]
    assert found["minutes"] == ["Minutes must be 90 or less"]
    assert found["force"] == ["Select force from the list"]
    assert found["sure"] == ["Select one of the answers to “Are you sure?”"]
    assert found["day"] == ["Start date must be a real date"]


def test_a_message_given_on_purpose_is_kept() -> None:
    class Own(forms.Form):
        name = forms.CharField(error_messages={"required": "Tell us your name"})

    assert refused(Own) == {"name": ["Tell us your name"]}


def test_a_percent_sign_in_a_label_breaks_no_message() -> None:
    class Percent(forms.Form):
        share = forms.IntegerField(label="Share in %", max_value=100)

    assert refused(Percent) == {"share": ["Enter share in %"]}
    assert refused(Percent, "share=101") == {"share": ["Share in % must be 100 or less"]}
    assert refused(Percent, "share=x") == {"share": ["Share in % must be a whole number, like 4"]}


def test_messages_of_one_form_never_reach_the_class_it_was_made_from() -> None:
    refused(EveryControl)
    stock = EveryControl.base_fields["full_name"].error_messages["required"]
    assert str(stock) == "This field is required."


@pytest.mark.django_db
def test_forms_of_other_packages_speak_the_same_way() -> None:
    assert refused(LoginForm)["login"] == ["Enter your email address"]
    assert refused(LoginForm)["password"] == ["Enter your password"]


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Email address", "email address"), ("PNC number", "PNC number"), ("A", "A")],
)
def test_a_label_inside_a_sentence_keeps_its_abbreviations(label: str, inside: str) -> None:
    assert lower_first(label) == inside


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("day_day=3", "Start date must include a month and a year"),
        ("day_day=3&day_year=2026", "Start date must include a month"),
        ("day_day=3&day_month=x&day_year=2026", "Start date must be a real date"),
    ],
)
def test_a_date_says_which_part_is_missing(typed: str, message: str) -> None:
    assert refused(EveryControl, typed)["day"] == [message]


def test_a_date_in_three_boxes_becomes_a_date() -> None:
    class Born(forms.Form):
        day = DateField()

    form = Born(QueryDict("day_day=03&day_month=2&day_year=2026"))
    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2026, 2, 3)}


def test_what_was_typed_as_a_date_comes_back_into_its_boxes() -> None:
    assert DatePartsInput().decompress("2026--31") == ["31", "", "2026"]
    assert DatePartsInput().decompress(date(2026, 2, 3)) == ["3", "2", "2026"]
    assert DatePartsInput().decompress(None) == ["", "", ""]


@pytest.mark.parametrize("data", [None, QueryDict("")], ids=["fresh", "refused"])
def test_every_label_and_description_points_to_something(data: QueryDict | None) -> None:
    found = Ids(str(EveryControl(data)))
    assert found.targets - set(found.ids) == set()
    assert len(found.ids) == len(set(found.ids))


def test_the_browsers_own_checks_and_placeholders_stay_out() -> None:
    class Login(forms.Form):
        name = forms.CharField(widget=forms.TextInput({"placeholder": "Name", "required": True}))

    html = str(Login())
    assert "required" not in html
    assert "placeholder" not in html


def test_an_optional_field_says_so_unless_all_are_optional() -> None:
    class Filter(forms.Form):
        words = forms.CharField(required=False)

    assert "Notes (optional)" in str(EveryControl())
    assert "(optional)" not in str(Filter())


def test_what_people_typed_is_escaped_wherever_it_is_shown_again() -> None:
    attack = "<script>alert(1)</script>"
    data = QueryDict(mutable=True)
    data.update(dict.fromkeys(["full_name", "email", "minutes", "day_day", "notes"], attack))
    html = str(EveryControl(data))
    assert attack not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 5


def test_a_password_is_never_sent_back() -> None:
    assert "hunter2hunter2" not in str(EveryControl(QueryDict("secret=hunter2hunter2")))


def test_a_hidden_field_is_there_without_a_label() -> None:
    html = str(EveryControl(initial={"token": "abc"}))
    assert '<input type="hidden" name="token" value="abc" id="id_token">' in html
    assert "Token" not in html
