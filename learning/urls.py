"""Addresses of learning; a module's own lies where the page tree would put it."""

from django.urls import path

from learning.views import certificates, confirming, modules, quiz, record, team

app_name = "learning"

urlpatterns = [
    path("learning/", modules.catalogue, name="catalogue"),
    path("learning/<slug:slug>/", modules.show_module, name="module"),
    path("learning/<slug:slug>/continue/", modules.resume, name="resume"),
    path("learning/<slug:slug>/section/<int:number>/", modules.show_section, name="section"),
    path("learning/<slug:slug>/quiz/", quiz.quiz, name="quiz"),
    path("learning/<slug:slug>/quiz/<int:number>/", quiz.question, name="question"),
    path("learning/<slug:slug>/quiz/check/", quiz.check_answers, name="check_answers"),
    path("learning/<slug:slug>/result/<uuid:public_id>/", quiz.result, name="result"),
    path("page/<uuid:page_id>/confirm/", confirming.confirm, name="confirm"),
    path("my/learning/", record.record, name="record"),
    path("my/learning.csv", record.record_csv, name="record_csv"),
    path("my/learning.pdf", record.record_pdf, name="record_pdf"),
    path(
        "my/learning/certificate/<uuid:public_id>/",
        certificates.certificate,
        name="certificate",
    ),
    path(
        "my/learning/certificate/<uuid:public_id>.pdf",
        certificates.certificate_pdf,
        name="certificate_pdf",
    ),
    path("certificates/check/", certificates.check_certificate, name="check_certificate"),
    path("team/learning/", team.team, name="team"),
    path("team/learning.csv", team.team_csv, name="team_csv"),
    path("team/learning.xlsx", team.team_xlsx, name="team_xlsx"),
]
