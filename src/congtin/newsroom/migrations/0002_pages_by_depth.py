from django.db import migrations

# The root, and a level of the tree in its order: without it, SQLite reads every page for them.
_INDEX = "newsroom_pages_by_depth"


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0001_initial"),
        ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX {_INDEX} ON wagtailcore_page (depth, path)",
            f"DROP INDEX {_INDEX}",
        )
    ]
