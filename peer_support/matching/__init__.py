"""Who may be paired with whom, and how well: pure rules, their SQL, and the words for both."""
