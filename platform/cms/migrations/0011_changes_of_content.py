"""Leaves a token whenever something changes that decides what search knows of pages."""

import django.contrib.postgres.functions
from django.db import migrations, models

# Wagtail's table also changes while a draft is written, which readers never see. Compared inside
# the function, because a trigger that names columns would keep Wagtail from ever altering them.
NOTICE = """
CREATE FUNCTION cms_notice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cms_contentchange DEFAULT VALUES;
    RETURN NULL;
END
$$;
CREATE FUNCTION cms_notice_changed_pages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_rows JOIN old_rows USING (id)
        WHERE (new_rows.live, new_rows.title, new_rows.slug, new_rows.path, new_rows.url_path,
               new_rows.content_type_id, new_rows.last_published_at)
            IS DISTINCT FROM
              (old_rows.live, old_rows.title, old_rows.slug, old_rows.path, old_rows.url_path,
               old_rows.content_type_id, old_rows.last_published_at)
    ) THEN
        INSERT INTO cms_contentchange DEFAULT VALUES;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER cms_notice_pages_come_and_go
    AFTER INSERT OR DELETE ON wagtailcore_page
    FOR EACH STATEMENT EXECUTE FUNCTION cms_notice_change();
CREATE TRIGGER cms_notice_changed_pages
    AFTER UPDATE ON wagtailcore_page
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cms_notice_changed_pages();
CREATE TRIGGER cms_notice_facts_of_pages
    AFTER INSERT OR UPDATE OR DELETE ON cms_basepage
    FOR EACH STATEMENT EXECUTE FUNCTION cms_notice_change();
-- The name of a force in addresses is one of the facts.
CREATE TRIGGER cms_notice_forces
    AFTER UPDATE ON organisation_node
    FOR EACH STATEMENT EXECUTE FUNCTION cms_notice_change();
INSERT INTO cms_contentchange DEFAULT VALUES;
"""

STOP = """
DROP TRIGGER cms_notice_forces ON organisation_node;
DROP TRIGGER cms_notice_facts_of_pages ON cms_basepage;
DROP TRIGGER cms_notice_changed_pages ON wagtailcore_page;
DROP TRIGGER cms_notice_pages_come_and_go ON wagtailcore_page;
DROP FUNCTION cms_notice_changed_pages();
DROP FUNCTION cms_notice_change();
"""


class Migration(migrations.Migration):
    dependencies = [("cms", "0010_checked_links"), ("organisation", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ContentChange",
            fields=[
                (
                    "token",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(NOTICE, STOP),
    ]
