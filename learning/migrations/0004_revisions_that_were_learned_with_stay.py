"""Makes the database refuse to rewrite a revision that an attempt or a completion names."""

from django.db import migrations

GUARD = """
CREATE FUNCTION learning_guard_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM learning_completion WHERE revision_id = OLD.id)
       OR EXISTS (SELECT 1 FROM learning_quizattempt WHERE revision_id = OLD.id) THEN
        RAISE EXCEPTION 'A revision that people learned with is never changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER learning_revision_guard
    BEFORE UPDATE ON wagtailcore_revision
    FOR EACH ROW WHEN (NEW.content IS DISTINCT FROM OLD.content)
    EXECUTE FUNCTION learning_guard_revision();
"""

UNGUARD = """
DROP TRIGGER learning_revision_guard ON wagtailcore_revision;
DROP FUNCTION learning_guard_revision();
"""


class Migration(migrations.Migration):
    dependencies = [("learning", "0003_required_learning_in_words")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
