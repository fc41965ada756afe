"""What this package holds about a person; records of service stay, without saying whose."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.personal_data import PersonalData, Row, plain_rows
from organisation.models import ImportRow, ImportRun, Membership, NodeChange, RoleGrant


def export_memberships(person: User) -> list[Row]:
    """The person's own posts, not those of the people who report to them."""
    posts = Membership.objects.filter(person=person).select_related("node", "rank", "line_manager")
    return [
        {
            "place": post.node.name,
            "rank": post.rank.name,
            "role": post.get_rasso_role_display(),
            "number": post.service_number,
            "line_manager": post.line_manager.get_full_name() if post.line_manager else None,
            "from": post.started_on.isoformat(),
            "until": post.ended_on.isoformat() if post.ended_on else None,
        }
        for post in posts.order_by("started_on")
    ]


def erase_memberships(person: User) -> int:
    """Keep the posts for the force's figures, and take out the number that names the person."""
    number = Concat(Value("erased-"), Cast(F("pk"), CharField()), output_field=CharField())
    return Membership.objects.filter(person=person).update(service_number=number)


def export_roles(person: User) -> list[Row]:
    """The roles that the person was given, not those that they gave: those are about others."""
    grants = RoleGrant.objects.filter(person=person).select_related("scope").order_by("starts_on")
    return plain_rows(grants, "role", "scope__name", "starts_on", "ends_on", "revoked_at")


def erase_roles(person: User) -> int:
    """End the person's roles; what they gave to others stands and no longer names them."""
    given = RoleGrant.objects.filter(granted_by=person).update(granted_by=None)
    held = RoleGrant.objects.filter(person=person).not_revoked()
    return given + held.update(revoked_at=timezone.now())


def export_changes(person: User) -> list[Row]:
    """What the person changed in the tree of places."""
    changes = NodeChange.objects.filter(changed_by=person).select_related("node")
    return plain_rows(changes, "node__name", "kind", "effective_on", "recorded_at")


def export_imports(person: User) -> list[Row]:
    """The files of people that the person uploaded: when, and how many rows."""
    return plain_rows(ImportRun.objects.filter(uploaded_by=person), "created_at", "state", "total")


def export_import_rows(person: User) -> list[Row]:
    """What files that were not yet deleted say about the person."""
    rows = ImportRow.objects.filter(values__email__iexact=person.email)
    return plain_rows(rows, "line", "values", "outcome")


def erase_import_rows(person: User) -> int:
    """Remove what such files say about the person."""
    deleted, _by_model = ImportRow.objects.filter(values__email__iexact=person.email).delete()
    return deleted


DECLARATIONS: tuple[PersonalData, ...] = (
    PersonalData(
        Membership,
        _("Where you worked"),
        ("person", "line_manager"),
        export_memberships,
        erase_memberships,
    ),
    PersonalData(RoleGrant, _("Your roles"), ("person", "granted_by"), export_roles, erase_roles),
    PersonalData(
        NodeChange,
        _("Places that you changed"),
        ("changed_by",),
        export_changes,
        lambda person: NodeChange.objects.filter(changed_by=person).update(changed_by=None),
    ),
    PersonalData(
        ImportRun,
        _("Files of people that you uploaded"),
        ("uploaded_by",),
        export_imports,
        lambda person: ImportRun.objects.filter(uploaded_by=person).update(uploaded_by=None),
    ),
    PersonalData(
        ImportRow,
        _("What files of people say about you"),
        (),
        export_import_rows,
        erase_import_rows,
    ),
)
