from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "congtin.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
