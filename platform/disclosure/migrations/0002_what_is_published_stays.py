"""The database refuses to change, remove or add to what was published for a closed month."""

from django.db import migrations

GUARD = """
CREATE FUNCTION disclosure_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was published is never changed (% refused).', TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER disclosure_cell_no_change
    BEFORE UPDATE OR DELETE ON disclosure_publishedcell
    FOR EACH ROW EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER disclosure_cell_no_truncate
    BEFORE TRUNCATE ON disclosure_publishedcell
    FOR EACH STATEMENT EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER disclosure_place_no_change
    BEFORE UPDATE OR DELETE ON disclosure_frozenplace
    FOR EACH ROW EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER disclosure_place_no_truncate
    BEFORE TRUNCATE ON disclosure_frozenplace
    FOR EACH STATEMENT EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER disclosure_closing_no_change
    BEFORE UPDATE OR DELETE ON disclosure_closing
    FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER disclosure_closing_no_truncate
    BEFORE TRUNCATE ON disclosure_closing
    FOR EACH STATEMENT EXECUTE FUNCTION disclosure_refuse_change();

-- The record's seal may be renewed when keys change; which month it is of, and that it is, stays.
CREATE FUNCTION disclosure_guard_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'content' = to_jsonb(OLD) - 'content' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'What the auditor saw is never changed (% refused).', TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER disclosure_record_no_change
    BEFORE UPDATE OR DELETE ON disclosure_auditrecord
    FOR EACH ROW EXECUTE FUNCTION disclosure_guard_record();
CREATE TRIGGER disclosure_record_no_truncate
    BEFORE TRUNCATE ON disclosure_auditrecord
    FOR EACH STATEMENT EXECUTE FUNCTION disclosure_guard_record();

-- A figure that is added after the audit was never audited.
CREATE FUNCTION disclosure_refuse_late_cells() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT collection, period FROM added) months
        WHERE NOT EXISTS (
            SELECT FROM disclosure_closing closing
            WHERE closing.collection = months.collection
              AND closing.period = months.period AND closing.state = 'closing'
        )
    ) THEN
        RAISE EXCEPTION 'Figures are added only while their month closes.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER disclosure_cell_only_while_closing
    AFTER INSERT ON disclosure_publishedcell REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION disclosure_refuse_late_cells();
"""

UNGUARD = """
DROP TRIGGER disclosure_cell_only_while_closing ON disclosure_publishedcell;
DROP TRIGGER disclosure_record_no_truncate ON disclosure_auditrecord;
DROP TRIGGER disclosure_record_no_change ON disclosure_auditrecord;
DROP TRIGGER disclosure_closing_no_truncate ON disclosure_closing;
DROP TRIGGER disclosure_closing_no_change ON disclosure_closing;
DROP TRIGGER disclosure_place_no_truncate ON disclosure_frozenplace;
DROP TRIGGER disclosure_place_no_change ON disclosure_frozenplace;
DROP TRIGGER disclosure_cell_no_truncate ON disclosure_publishedcell;
DROP TRIGGER disclosure_cell_no_change ON disclosure_publishedcell;
DROP FUNCTION disclosure_refuse_late_cells();
DROP FUNCTION disclosure_guard_record();
DROP FUNCTION disclosure_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_closed_months_and_their_figures")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
