"""The numbers of peer support's rules, in one place; a number in hours says so in its name."""

from datetime import timedelta

# Offers: working hours, counted by working_time.
HOURS_TO_ANSWER = 24
URGENT_HOURS_TO_ANSWER = 4
FAILURES_BEFORE_COORDINATOR = 3
WAIT_BEFORE_COORDINATOR = timedelta(hours=72)
# A request that waited longer than this goes before those that did not.
WAIT_TARGET = timedelta(hours=72)
EXPIRIES_BEFORE_PAUSE = 3
EXPIRIES_WITHIN = timedelta(days=30)
CHOOSING_LAPSES_AFTER = timedelta(days=14)

# Supporters.
LEAST_CAPACITY, MOST_CAPACITY, USUAL_CAPACITY = 1, 5, 3
FIRST_SUPERVISION_WITHIN = timedelta(weeks=12)
ONE_NEW_WITHIN = timedelta(days=7)
OVERDUE_STOPS_AFTER = timedelta(days=30)
LOAD_PENALTY = (0, 40, 120, 240, 400)
CARDS = 5
NEAR_EQUAL = 20

# Pairings.
REVIEWS_AFTER = (timedelta(weeks=2), timedelta(weeks=6))
CLOSES_AFTER = timedelta(weeks=12)
SILENCE_CLOSES_AFTER = timedelta(days=30)
MESSAGES_KEPT_AFTER_END = timedelta(days=30)
SAME_TEAM_WITHIN_MONTHS = 12

# What one person may send.
LONGEST_MESSAGE = 4_000
MESSAGES_IN_TEN_MINUTES = 20
MESSAGES_A_DAY = 200
REQUESTS_A_DAY = 3

# Break-glass.
OPEN_FOR = timedelta(minutes=60)
# A wish to read that nobody decides on comes to nothing.
ASKED_LAPSES_AFTER = timedelta(hours=72)
MESSAGES_TO_CHOOSE_FROM = 50
MESSAGES_A_READING = 100
LONGEST_CONCERN = 2_000
LONGEST_REASON = 1_000
