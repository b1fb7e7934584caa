from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_initial")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="is_estimate",
            field=models.BooleanField("nói là số ước", default=False),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="loss",
            field=models.CharField(
                "cần xem lại",
                blank=True,
                choices=[
                    ("changed", "số trong câu đã đổi"),
                    ("gone", "câu không còn trong bài"),
                    ("withdrawn", "bài đã gỡ"),
                    ("kept", "giữ theo bản đăng trước"),
                ],
                db_index=True,
                max_length=10,
            ),
        ),
    ]
