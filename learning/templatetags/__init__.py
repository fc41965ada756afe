"""What the templates of learning need beyond the site's components."""
