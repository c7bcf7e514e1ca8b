"""The emptiest page that Wagtail can serve, as a yardstick: what a page costs before anybody has made it rich."""
