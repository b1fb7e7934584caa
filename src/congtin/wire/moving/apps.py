from django.apps import AppConfig


class MovingConfig(AppConfig):
    name = "congtin.wire.moving"
    label = "moving"
    verbose_name = "Chuyển cổng"
