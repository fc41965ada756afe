"""Addresses of learning; a module's own lies where the page tree would put it."""

from django.urls import path

from learning.views import modules, quiz

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
]
