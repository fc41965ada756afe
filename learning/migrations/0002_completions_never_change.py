"""Makes the database itself refuse to change or delete a completion."""

from django.db import migrations

GUARD = """
CREATE FUNCTION learning_guard_completion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A completion is never deleted.' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Erasure may take the person off. Nothing else may ever differ.
    IF NEW.person_id IS NULL
       AND to_jsonb(NEW) - 'person_id' = to_jsonb(OLD) - 'person_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A completion is never changed.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER learning_completion_guard
    BEFORE UPDATE OR DELETE ON learning_completion
    FOR EACH ROW EXECUTE FUNCTION learning_guard_completion();
"""

UNGUARD = """
DROP TRIGGER learning_completion_guard ON learning_completion;
DROP FUNCTION learning_guard_completion();
"""


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_modules_attempts_and_completions")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
