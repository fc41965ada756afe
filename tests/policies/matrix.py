"""The matrix itself: each address that needs signing in, by name, and who gets in."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.kept_forms import keep_form
from accounts.models import KeptForm, User
from notifications.models import Notification
from organisation.models import ImportRun, Node, Role
from privacy.models import AccessRequest
from tests.factories.learning import complete, take_quiz
from tests.policies.matrix_cms_comments import COMMENT_RULES
from tests.policies.matrix_cms_confirming import CONFIRMING_RULES
from tests.policies.matrix_cms_forces import FORCES_RULES
from tests.policies.matrix_cms_types import TYPES_RULES
from tests.policies.matrix_contact import CONTACT_RULES
from tests.policies.matrix_peer_support import PEER_SUPPORT_RULES
from tests.policies.rules import EVERYONE, Arguments, Rule, only
from tests.policies.world import NOBODYS, SUPERUSER, World
from wellbeing.models import TrendNote
from wellbeing.months import this_month
from wellbeing.services.notes import write_note

ADMIN = only(Role.FORCE_ADMIN)
KEEPERS = only(Role.FORCE_ADMIN, Role.NATIONAL)
NATIONAL = only(Role.NATIONAL)
DPO = only(Role.DPO)
MISSING_PERSON: Arguments = {"public_id": NOBODYS}
MISSING_PLACE: Arguments = {"slug": "no-such-place"}


def home_team(world: World, person: User) -> Arguments:
    return {"slug": world.home.team.slug}


def home_unit(world: World, person: User) -> Arguments:
    return {"slug": world.home.team.get_parent().slug}


def foreign_team(world: World) -> Arguments:
    return {"slug": world.foreign.team.slug}


def home_colleague(world: World, person: User) -> Arguments:
    return {"public_id": world.home.colleague.public_id}


def foreign_colleague(world: World) -> Arguments:
    return {"public_id": world.foreign.colleague.public_id}


def home_grant(world: World, person: User) -> Arguments:
    return home_colleague(world, person) | {"grant_id": world.home.grant.public_id}


def foreign_grant(world: World) -> Arguments:
    return foreign_colleague(world) | {"grant_id": world.foreign.grant.public_id}


def own_notification(world: World, person: User) -> Arguments:
    return {"public_id": _notification_of(person).public_id}


def foreign_notification(world: World) -> Arguments:
    return {"public_id": _notification_of(world.foreign.colleague).public_id}


def _notification_of(person: User) -> Notification:
    now = timezone.now()
    made, _new = Notification.objects.get_or_create(
        recipient=person,
        kind="learning.due",
        subject_key="matrix",
        defaults={"due_at": now - timedelta(hours=1)},
    )
    return made


def own_kept_form(world: World, person: User) -> Arguments:
    return {"public_id": _kept_form_of(person).public_id}


def foreign_kept_form(world: World) -> Arguments:
    return {"public_id": _kept_form_of(world.foreign.colleague).public_id}


def _kept_form_of(person: User) -> KeptForm:
    address = reverse("notifications:preferences")
    request = RequestFactory().post(address, {"digest": "on"})
    request.resolver_match = resolve(address)
    kept = keep_form(request, person)
    assert kept is not None
    return kept


def own_copy(world: World, person: User) -> Arguments:
    return {"public_id": _copy_of(person).public_id}


def foreign_copy(world: World) -> Arguments:
    return {"public_id": _copy_of(world.foreign.colleague).public_id}


def _copy_of(person: User) -> AccessRequest:
    now = timezone.now()
    return AccessRequest.objects.create(
        person=person,
        state=AccessRequest.State.READY,
        asked_at=now,
        due_at=now,
        ready_at=now,
        expires_at=now + timedelta(days=1),
        archive="aW52ZW50ZWQ=",
    )


def home_import(world: World, person: User) -> Arguments:
    return {"public_id": _import_into(world.home.force).public_id}


def foreign_import(world: World) -> Arguments:
    return {"public_id": _import_into(world.foreign.force).public_id}


def _import_into(force: Node) -> ImportRun:
    run, _new = ImportRun.objects.get_or_create(force=force, state=ImportRun.State.CHECKED)
    return run


def open_module(world: World, person: User) -> Arguments:
    return {"slug": world.module.slug}


def hidden_module(world: World) -> Arguments:
    return {"slug": world.hidden_module.slug}


def first_of_open_module(world: World, person: User) -> Arguments:
    return open_module(world, person) | {"number": 1}


def first_of_hidden_module(world: World) -> Arguments:
    return hidden_module(world) | {"number": 1}


def own_result(world: World, person: User) -> Arguments:
    attempt = take_quiz(person, world.module)
    return open_module(world, person) | {"public_id": attempt.public_id}


def colleagues_result(world: World) -> Arguments:
    return own_result(world, world.home.colleague)


def own_certificate(world: World, person: User) -> Arguments:
    return {"public_id": complete(person, world.module, timezone.localdate()).public_id}


def colleagues_certificate(world: World) -> Arguments:
    return own_certificate(world, world.home.colleague)


def own_wellbeing_note(world: World, person: User) -> Arguments:
    return {"note_id": _wellbeing_note_of(person)}


def foreign_wellbeing_note(world: World) -> Arguments:
    return {"note_id": _wellbeing_note_of(world.home.colleague)}


def _wellbeing_note_of(person: User) -> UUID:
    now = timezone.now()
    return write_note(person=person, text="Rested", period=this_month(now), now=now)


def note_beside_home_chart(world: World, person: User) -> Arguments:
    return home_team(world, person) | {"public_id": _note_beside(world.home.team).public_id}


def note_beside_foreign_chart(world: World) -> Arguments:
    return foreign_team(world) | {"public_id": _note_beside(world.foreign.team).public_id}


def _note_beside(place: Node) -> TrendNote:
    now = timezone.now()
    return TrendNote.objects.create(
        place=place,
        period=timezone.localdate(now).replace(day=1),
        kind=TrendNote.Kind.ANNOTATION,
        text="New shift pattern",
        created_at=now,
    )


# No role may change a team but the force's administrator; to the national team, which keeps
# forces and what is above them, a team does not exist.
TEAM = Rule(
    allowed=ADMIN,
    exceptions={Role.NATIONAL.value: 404},
    own=home_team,
    foreign=foreign_team,
    missing=MISSING_PLACE,
)
PERSON = Rule(allowed=ADMIN, own=home_colleague, foreign=foreign_colleague, missing=MISSING_PERSON)
ANYONE = Rule()
# Whoever runs the CMS has no post, and a CPS partner sees what is shared with the CPS: to both,
# any other module does not exist.
READERS = EVERYONE - {SUPERUSER, Role.CPS_PARTNER.value}
MISSING_MODULE: Arguments = {"slug": "no-such-module"}
MODULE = Rule(
    allowed=READERS,
    refusal=404,
    own=open_module,
    foreign=hidden_module,
    missing=MISSING_MODULE,
)
PART_OF_MODULE = Rule(
    allowed=READERS,
    refusal=404,
    own=first_of_open_module,
    foreign=first_of_hidden_module,
    missing=MISSING_MODULE | {"number": 1},
)
CERTIFICATE = Rule(own=own_certificate, foreign=colleagues_certificate, missing=MISSING_PERSON)
LINE = Rule(allowed=only(Role.SUPERVISOR, Role.MANAGER))
CARING = only(Role.SUPERVISOR, Role.MANAGER, Role.WELLBEING_LEAD)
SEE_TRENDS = CARING | NATIONAL
# The national team sees no place below a force: to them, a team's trend does not exist.
TREND = Rule(
    allowed=CARING,
    exceptions={Role.NATIONAL.value: 404},
    own=home_team,
    foreign=foreign_team,
    missing=MISSING_PLACE,
)
IMPORT = Rule(allowed=ADMIN, own=home_import, foreign=foreign_import, missing=MISSING_PERSON)
# allauth looks a passkey up among the person's own: for somebody who has none, none exists.
PASSKEY = Rule(own=lambda world, person: {"pk": 1}, allowed=frozenset(), refusal=404)

# A supervisor, an administrator and the superuser reach their own wellbeing, and no one else's.
OWN_WELLBEING = ANYONE

RULES: dict[str, Rule] = {
    "portal:home": ANYONE,
    "portal:how_we_know": ANYONE,
    "portal:trends": Rule(allowed=SEE_TRENDS),
    "portal:trends_guide": Rule(allowed=SEE_TRENDS),
    "portal:trend": TREND,
    "portal:trend_figures": TREND,
    "portal:add_annotation": TREND,
    "portal:add_heard_and_did": TREND,
    "portal:withdraw_trend_note": replace(
        TREND,
        own=note_beside_home_chart,
        foreign=note_beside_foreign_chart,
        missing=MISSING_PLACE | MISSING_PERSON,
    ),
    "search": ANYONE,
    "accounts_home": ANYONE,
    "account_email": ANYONE,
    "account_reauthenticate": ANYONE,
    "account_change_password": ANYONE,
    "account_set_password": ANYONE,
    # No session is named, so there is none to end.
    "accounts_end_session": Rule(empty_form=404),
    "accounts_second_factor": ANYONE,
    "accounts_skip_second_factor": ANYONE,
    "usersessions_list": ANYONE,
    "accounts_kept_form": Rule(
        own=own_kept_form, foreign=foreign_kept_form, missing=MISSING_PERSON
    ),
    "mfa_activate_totp": ANYONE,
    "mfa_add_webauthn": ANYONE,
    "mfa_deactivate_totp": Rule(allowed=frozenset(), refusal=404),
    "mfa_download_recovery_codes": Rule(allowed=frozenset(), refusal=404),
    "mfa_edit_webauthn": PASSKEY,
    "mfa_generate_recovery_codes": ANYONE,
    "mfa_index": ANYONE,
    "mfa_list_webauthn": ANYONE,
    "mfa_reauthenticate": ANYONE,
    "mfa_reauthenticate_webauthn": ANYONE,
    "mfa_remove_webauthn": PASSKEY,
    "mfa_view_recovery_codes": Rule(allowed=frozenset(), refusal=404),
    "learning:catalogue": ANYONE,
    "learning:module": MODULE,
    "learning:resume": MODULE,
    "learning:section": PART_OF_MODULE,
    "learning:quiz": MODULE,
    "learning:question": PART_OF_MODULE,
    # Nobody here has begun the quiz, so there is nothing to hand in.
    "learning:check_answers": replace(MODULE, empty_form=404),
    "learning:result": Rule(
        allowed=READERS,
        refusal=404,
        own=own_result,
        foreign=colleagues_result,
        missing=MISSING_MODULE | MISSING_PERSON,
    ),
    "learning:record": ANYONE,
    "learning:record_csv": ANYONE,
    "learning:record_pdf": ANYONE,
    "learning:certificate": CERTIFICATE,
    "learning:certificate_pdf": CERTIFICATE,
    "learning:team": LINE,
    "learning:team_csv": LINE,
    "learning:team_xlsx": LINE,
    "notifications:list": ANYONE,
    "notifications:preferences": ANYONE,
    "notifications:mark_all_read": ANYONE,
    "notifications:open": Rule(
        own=own_notification, foreign=foreign_notification, missing=MISSING_PERSON
    ),
    "notifications:mark_read": Rule(
        own=own_notification, foreign=foreign_notification, missing=MISSING_PERSON
    ),
    "organisation:home": ANYONE,
    "organisation:places": Rule(allowed=KEEPERS),
    "organisation:place": TEAM,
    "organisation:add_place": replace(TEAM, own=home_unit),
    "organisation:rename_place": TEAM,
    "organisation:move_place": TEAM,
    "organisation:merge_place": TEAM,
    "organisation:close_place": TEAM,
    "organisation:people": Rule(allowed=ADMIN),
    "organisation:add_person": Rule(allowed=ADMIN),
    "organisation:person": PERSON,
    "organisation:change_post": PERSON,
    "organisation:leave": PERSON,
    "organisation:invite_again": PERSON,
    "organisation:reset_second_step": PERSON,
    "organisation:grant_role": PERSON,
    "organisation:revoke_role": Rule(
        allowed=ADMIN,
        own=home_grant,
        foreign=foreign_grant,
        missing=MISSING_PERSON | {"grant_id": NOBODYS},
    ),
    "organisation:imports": Rule(allowed=ADMIN),
    "organisation:import": IMPORT,
    "organisation:apply_import": IMPORT,
    "organisation:discard_import": IMPORT,
    "organisation:import_template": Rule(allowed=ADMIN),
    "organisation:export_csv": Rule(allowed=ADMIN),
    "organisation:export_xlsx": Rule(allowed=ADMIN),
    "organisation:grant_national_role": Rule(allowed=NATIONAL),
    "wellbeing:home": OWN_WELLBEING,
    "wellbeing:check_in": OWN_WELLBEING,
    "wellbeing:check_in_of": Rule(own=lambda world, person: {"code": "ons4"}),
    "wellbeing:history": OWN_WELLBEING,
    "wellbeing:answers_csv": OWN_WELLBEING,
    "wellbeing:answers_json": OWN_WELLBEING,
    "wellbeing:notes": OWN_WELLBEING,
    "wellbeing:delete_note": Rule(
        own=own_wellbeing_note, foreign=foreign_wellbeing_note, missing={"note_id": NOBODYS}
    ),
    "wellbeing:settings": OWN_WELLBEING,
    "wellbeing:set_reminders": OWN_WELLBEING,
    "wellbeing:pause": OWN_WELLBEING,
    "wellbeing:resume": OWN_WELLBEING,
    "wellbeing:keep_history": OWN_WELLBEING,
    "wellbeing:erase": OWN_WELLBEING,
    "wellbeing:leave": OWN_WELLBEING,
    "wellbeing:join_again": OWN_WELLBEING,
    "wellbeing:instruments": OWN_WELLBEING,
    "wellbeing:who_sees": OWN_WELLBEING,
    **COMMENT_RULES,
    **CONTACT_RULES,
    **CONFIRMING_RULES,
    **FORCES_RULES,
    **TYPES_RULES,
    **PEER_SUPPORT_RULES,
    "audit:log": Rule(allowed=DPO),
    "audit:export": Rule(allowed=DPO),
    "audit:find_person": Rule(allowed=DPO),
    "privacy:my_data": ANYONE,
    "privacy:ask_copy": ANYONE,
    "privacy:erasure": ANYONE,
    "privacy:withdraw_erasure": ANYONE,
    "privacy:download_copy": Rule(own=own_copy, foreign=foreign_copy, missing=MISSING_PERSON),
    "privacy:consents": ANYONE,
    "privacy:consent": Rule(own=lambda world, person: {"slug": world.consent_text.slug}),
    "privacy:retention": ANYONE,
    "privacy:change_retention": Rule(
        allowed=NATIONAL, own=lambda world, person: {"code": "privacy.access_requests"}
    ),
    "privacy:requests": Rule(allowed=DPO),
    "privacy:erasure_requests": Rule(allowed=DPO),
}
