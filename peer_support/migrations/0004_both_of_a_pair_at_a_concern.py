"""Keep with a concern who the two of the pair are, so that neither ever reads it as a lead."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("peer_support", "0003_reviews_that_each_side_answered"),
    ]

    operations = [
        migrations.AddField(
            model_name="breakglass",
            name="names_seen_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="concern",
            name="parties",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=64), default=list, size=None
            ),
            preserve_default=False,
        ),
    ]
