"""Makes the database itself refuse to change or delete a confirmation."""

from django.db import migrations

GUARD = """
CREATE FUNCTION learning_guard_confirmation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A confirmation is never deleted.' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Erasure may take the person off. Nothing else may ever differ.
    IF NEW.person_id IS NULL
       AND to_jsonb(NEW) - 'person_id' = to_jsonb(OLD) - 'person_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A confirmation is never changed.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER learning_confirmation_guard
    BEFORE UPDATE OR DELETE ON learning_confirmation
    FOR EACH ROW EXECUTE FUNCTION learning_guard_confirmation();
"""

UNGUARD = """
DROP TRIGGER learning_confirmation_guard ON learning_confirmation;
DROP FUNCTION learning_guard_confirmation();
"""


class Migration(migrations.Migration):
    dependencies = [("learning", "0006_confirmations_of_material_changes")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
