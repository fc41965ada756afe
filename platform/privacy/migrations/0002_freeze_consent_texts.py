"""A text that people agreed to never changes afterwards: the database refuses it."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION privacy_refuse_text_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A consent text never changes: publish a new version.'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER privacy_text_no_change BEFORE UPDATE ON privacy_consenttext
    FOR EACH ROW EXECUTE FUNCTION privacy_refuse_text_change();
"""
THAW = """
DROP TRIGGER privacy_text_no_change ON privacy_consenttext;
DROP FUNCTION privacy_refuse_text_change();
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_consents_requests_and_retention")]

    operations = [migrations.RunSQL(FREEZE, reverse_sql=THAW)]
