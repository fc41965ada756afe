"""Addresses of the pages about places, people and roles."""

from django.urls import path

from organisation.views import imports, people, places, roles, signing_in

app_name = "organisation"

urlpatterns = [
    path("", places.organisation, name="home"),
    path("places/", places.places, name="places"),
    path("places/<slug:slug>/", places.place, name="place"),
    path("places/<slug:slug>/add/", places.add, name="add_place"),
    path("places/<slug:slug>/rename/", places.rename, name="rename_place"),
    path("places/<slug:slug>/move/", places.move, name="move_place"),
    path("places/<slug:slug>/merge/", places.merge, name="merge_place"),
    path("places/<slug:slug>/close/", places.close, name="close_place"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="add_person"),
    path("people/imports/", imports.imports, name="imports"),
    path("people/imports/template.csv", imports.template, name="import_template"),
    path("people/imports/<uuid:public_id>/", imports.import_run, name="import"),
    path("people/imports/<uuid:public_id>/apply/", imports.apply, name="apply_import"),
    path("people/imports/<uuid:public_id>/discard/", imports.discard, name="discard_import"),
    path("people/export.csv", imports.export, {"kind": "csv"}, name="export_csv"),
    path("people/export.xlsx", imports.export, {"kind": "xlsx"}, name="export_xlsx"),
    path("people/<uuid:public_id>/", people.person, name="person"),
    path("people/<uuid:public_id>/post/", people.change, name="change_post"),
    path("people/<uuid:public_id>/leave/", people.leave, name="leave"),
    path("people/<uuid:public_id>/invitation/", signing_in.invite_again, name="invite_again"),
    path(
        "people/<uuid:public_id>/two-step-sign-in/reset/",
        signing_in.reset_second_step,
        name="reset_second_step",
    ),
    path("people/<uuid:public_id>/roles/give/", roles.grant, name="grant_role"),
    path("people/<uuid:public_id>/roles/<uuid:grant_id>/end/", roles.revoke, name="revoke_role"),
    path("national/roles/", roles.grant_national, name="grant_national_role"),
]
