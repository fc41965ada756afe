"""Account addresses: ours first, then allauth's."""

from django.urls import include, path

from accounts import views

urlpatterns = [
    path("", views.account, name="accounts_home"),
    # Nobody changes their own address: it comes from the force. allauth's name leads home.
    path("email/", views.account, name="account_email"),
    path("invitation/", views.accept_invitation, name="accounts_invitation"),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("sessions/end/", views.end_session, name="accounts_end_session"),
    path("second-factor/", views.second_factor, name="accounts_second_factor"),
    path("second-factor/skip/", views.skip_second_factor, name="accounts_skip_second_factor"),
    path("kept-form/<uuid:public_id>/", views.kept_form, name="accounts_kept_form"),
    path("", include("allauth.urls")),
]
