"""The emptiest page that Wagtail can serve, as a yardstick for what pages cost."""
