import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import uuid
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

# English stems of words without their accents. Both extensions are on offer in managed databases.
MAKE_CONFIGURATION = """
DROP TEXT SEARCH CONFIGURATION IF EXISTS lodestar;
CREATE TEXT SEARCH CONFIGURATION lodestar (COPY = english);
ALTER TEXT SEARCH CONFIGURATION lodestar
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""
DROP_CONFIGURATION = "DROP TEXT SEARCH CONFIGURATION IF EXISTS lodestar;"


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0004_support_services"),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(MAKE_CONFIGURATION, DROP_CONFIGURATION),
        migrations.CreateModel(
            name="SearchMiss",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("month", models.DateField()),
                ("times", models.PositiveIntegerField(default=0)),
                ("days", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="cms.basepage",
                    ),
                ),
                ("revision_id", models.BigIntegerField(null=True)),
                ("title", models.TextField()),
                ("summary", models.TextField(blank=True)),
                ("headings", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("quiet", models.TextField(blank=True)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                (
                    "head",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    "title", config="lodestar", weight="A"
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "summary", config="lodestar", weight="B"
                                ),
                                django.contrib.postgres.search.SearchConfig("lodestar"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "headings", config="lodestar", weight="C"
                            ),
                            django.contrib.postgres.search.SearchConfig("lodestar"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.SearchVector(
                                            "title", config="lodestar", weight="A"
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            "summary", config="lodestar", weight="B"
                                        ),
                                        django.contrib.postgres.search.SearchConfig("lodestar"),
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        "headings", config="lodestar", weight="C"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("lodestar"),
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "body", config="lodestar", weight="D"
                                ),
                                django.contrib.postgres.search.SearchConfig("lodestar"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "quiet", config="lodestar", weight="D"
                            ),
                            django.contrib.postgres.search.SearchConfig("lodestar"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["head"], name="cms_search_head"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["vector"], name="cms_search_vector"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="cms_search_words"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="cms_search_title", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.TextField(primary_key=True, serialize=False)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="cms_search_word", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SynonymGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "words",
                    models.TextField(
                        help_text="One word, abbreviation or phrase a line, for example SOLO, SOIT and STO. Capital letters make no difference.",
                        max_length=1000,
                        verbose_name="words",
                    ),
                ),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, editable=False, size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "words for one thing",
                "verbose_name_plural": "words for one thing",
                "ordering": ["words"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["terms"], name="cms_synonym_terms"
                    )
                ],
            },
        ),
    ]
