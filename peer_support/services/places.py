"""A supporter's places: taken with an offer, kept by its pairing, given back at the end.

Two guards stand behind each other: one row a taken place, and a number on the supporter that the
database keeps at or under their capacity.
"""

from django.db.models import F

from peer_support.models import HeldPlace, Supporter, SupportRequest


def take_place(*, supporter: Supporter, request: SupportRequest) -> bool:
    """Take a place for the request; False if none is free. Call it in a transaction.

    The update locks the supporter's row: whoever comes second sees what the first one took.
    """
    free = Supporter.objects.filter(pk=supporter.pk, held__lt=F("capacity"))
    if not free.update(held=F("held") + 1):
        return False
    taken = set(HeldPlace.objects.filter(supporter=supporter).values_list("number", flat=True))
    number = next(number for number in range(1, len(taken) + 2) if number not in taken)
    HeldPlace.objects.create(supporter=supporter, request=request, number=number)
    return True


def give_place_back(*, request: SupportRequest) -> bool:
    """Free the place that the request holds; False if it holds none, so that twice is once."""
    place = HeldPlace.objects.select_for_update().filter(request=request).first()
    if place is None:
        return False
    place.delete()
    Supporter.objects.filter(pk=place.supporter_id).update(held=F("held") - 1)
    return True
