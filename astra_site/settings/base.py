"""The site as visitors get it. What differs elsewhere stands in the modules beside this one.

Nothing here reads the environment, and nothing comes from the site's code: that reads its constants here.
"""

from pathlib import Path
from zoneinfo import available_timezones

from django.utils.csp import CSP

from astra_site.settings.logs import LOGGING as LOGGING
from astra_site.settings.logs import LOGGING_CONFIG as LOGGING_CONFIG

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"
DEBUG = False

INSTALLED_APPS = [
    # modeltranslation patches models as they load, so it comes before every app that has them.
    "modeltranslation",
    "astra_site.accounts",
    "astra_site.backups",
    "astra_site.caching",
    "astra_site.content_checks",
    "astra_site.cyrillic",
    "astra_site.delivery",
    "astra_site.editing",
    "astra_site.link_checks",
    "astra_site.manual",
    "astra_site.removal",
    "astra_site.runs",
    "astra_site.status",
    "astra_site.uploads",
    "astra_site.safety",
    "astra_site.search",
    "astra_site.tasks",
    # Also before Django's own commands: it has a makemessages with this project's choices.
    "astra_site.translations",
    "networks",
    "networks.spreadsheets",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    # wagtail.users, with our forms and our list.
    "astra_site.accounts.wagtail_users.StaffUsersConfig",
    "wagtail.admin",
    "wagtail",
    # After wagtail.contrib.redirects, whose automatic redirects it replaces with one per language.
    "astra_site.pages",
    "modelcluster",
    "taggit",
    "django_tasks_db",
    # Of allauth only the second factor; its own pages and addresses are not used (docs/decisions/0038).
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    # Wagtail says with it how long ago something was, and its catalogue is read only from here.
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "astra_site.safety.middleware.SafetyHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Inside the one before it, whose files are compressed already.
    "astra_site.delivery.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "astra_site.cyrillic.middleware.CyrillicMiddleware",
    "astra_site.pages.middleware.LanguageFromURLMiddleware",
    "astra_site.pages.middleware.EveryPageIsPublicMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Right after the one that says who somebody is: without the second factor she is nobody.
    "astra_site.accounts.gate.GateMiddleware",
    "astra_site.accounts.spoken.SpokenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "astra_site.pages.middleware.OtherLanguageRedirectMiddleware",
    # Nearest to the view, so that a redirect that is written down wins over one that is worked out.
    "astra_site.pages.middleware.KnownRedirectMiddleware",
    "astra_site.editing.resending.NothingIsLostMiddleware",
    # After the one before it, which keeps what a form holds.
    "astra_site.accounts.gate.ConfirmationMiddleware",
    "astra_site.removal.middleware.RemovalMiddleware",
    "astra_site.editing.second_person.SecondPersonMiddleware",
    "astra_site.editing.public_now.PublicNowMiddleware",
    # Calls the view itself, so nothing may come after it.
    "astra_site.editing.locks.OneSaveAtATimeMiddleware",
]

ROOT_URLCONF = "astra_site.urls"
WSGI_APPLICATION = "astra_site.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
# What the domain gives to the frame: whose the site is, what stands below every page, what fills an empty
# database.
OWNER_TEMPLATE = "components/owner.html"
FOOTER_TEMPLATE = "components/site_footer.html"
STARTER_CONTENT_COMMAND = "load_starter_content"
# What the manual in the admin is made of.
MANUAL_DIR = BASE_DIR / "docs"
AUTHENTICATION_BACKENDS = ["astra_site.accounts.backend.StaffBackend"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "astra_site.languages.templatetags.translated",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Languages. The codes and why they are these: docs/decisions/0001-one-tree-two-languages.md
LANGUAGE_CODE = "sr-latn"
LANGUAGES = [("sr-latn", "srpski"), ("en", "English")]
MODELTRANSLATION_DEFAULT_LANGUAGE = "sr-latn"
MODELTRANSLATION_LANGUAGES = ("sr-latn", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("sr-latn",)
MODELTRANSLATION_CUSTOM_FIELDS = ("SlimStreamField", "RichTextField")


def MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME(verbose_name: object, language: str) -> str:  # noqa: N802 - a setting
    """Return the name of a field's column in `language`, by its own name: "lead (srpski)"."""
    return f"{verbose_name} ({dict(LANGUAGES)[language]})"


# What is derived from the Latin catalogues, for staff who read Cyrillic: astra_site/translations
CYRILLIC_LOCALE_DIR = BASE_DIR / "locale" / "cyrillic"
# The second and third hold Serbian for Wagtail and other packages; makemessages leaves them alone.
LOCALE_PATHS = [
    BASE_DIR / "locale",
    BASE_DIR / "locale" / "wagtail",
    BASE_DIR / "locale" / "packages",
    CYRILLIC_LOCALE_DIR,
]
FORMAT_MODULE_PATH = ["astra_site.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Belgrade"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "astra_site.delivery.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

# Where `manage.py backup` writes, for how many days, and the public key of age that it encrypts for.
BACKUP_DIR = VAR_DIR / "backups"
BACKUP_DAYS = 30
BACKUP_KEY = ""
# Where requests are counted for Prometheus, and a port of this machine to ask for it; 0: nowhere.
METRICS_PORT = 0
# Cached answers, and the file by which processes of one machine know when they are out of date.
CACHE_DIR = VAR_DIR / "cache"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Pages link the names with a digest of the content; half the files, half the time to compress them.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

WAGTAIL_SITE_NAME = "ASTRA"
# How the forms of the admin write dates; what they understand besides stands in astra_site/formats.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y."
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y. %H:%M"
WAGTAILADMIN_USER_LOGIN_FORM = "astra_site.accounts.login.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "astra_site.accounts.notices.ResetForm"  # noqa: S105 - a class
WAGTAIL_PAGE_MODEL = "pages.BasePage"
WAGTAIL_I18N_ENABLED = False
# Of what the system lists, "Factory", "localtime" and others without a place are no zones to a browser,
# and the script of the list of zones gives up at the first such name.
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
WAGTAIL_CONTENT_LANGUAGES = [("sr-latn", "srpski")]
# Cyrillic is of the interface only: what is stored and edited is the same Serbian.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sr-latn", "srpski"), ("sr-cyrl", "српски"), ("en", "English")]
WAGTAILIMAGES_IMAGE_MODEL = "uploads.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "astra_site.uploads.image_form.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000  # of all frames together
WAGTAILDOCS_DOCUMENT_FORM_BASE = "astra_site.uploads.document_form.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
# Never by an address of the storage: the site asks for each whether it is public.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Its policy would stand in the place of ours.
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = False
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILEMBEDS_FINDERS: list[dict] = []
# The admin asks nothing of other hosts.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True},
}

# Wagtail's own small tasks are done at once: what uses a thing must be known when somebody deletes it.
# What takes longer waits in the database for the worker: astra_site/tasks
TASKS = {
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

PASSWORD_HASHERS = ["astra_site.accounts.hashers.SmallArgon2PasswordHasher"]
MFA_ADAPTER = "astra_site.accounts.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong
MFA_TOTP_ISSUER = "ASTRA"
MFA_RECOVERY_CODE_DIGITS = 10
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
ACCOUNT_EMAIL_VERIFICATION = "none"
# What the secrets of the second factor are kept with: the first one writes, all of them read.
FACTOR_KEYS: list[str] = []
PASSWORD_RESET_TIMEOUT = 60 * 60  # its link lies in a mailbox, and nobody waits for days
# Only on somebody's own machine: there an owner may go on without.
SECOND_FACTOR_MAY_BE_SKIPPED = False
DEVICE_COOKIE_NAME = "device"  # of a browser that has logged in before (astra_site/accounts/throttle.py)
LANGUAGE_COOKIE_NAME = "language"  # of the pages before the admin (astra_site/accounts/spoken.py)
# Whether a web server in front says by which address and protocol somebody came.
BEHIND_PROXY = False
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "astra_site.accounts.passwords.MaximumLengthValidator", "OPTIONS": {"max_length": 128}},
    {"NAME": "astra_site.accounts.passwords.OwnWordsValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# Whether somebody else must approve what a moderator has submitted herself.
SECOND_PERSON_APPROVES = False
# Where people log in and post forms. Answers anywhere else set no cookie and send no referrer.
STAFF_PATHS = ("/admin/",)
# For visitors: nothing inline, nothing of another host. Other answers: astra_site/safety/policies.py
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "img-src": [CSP.SELF, "data:"],
    "style-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "astra_site.pages.errors.forbidden"
CSRF_COOKIE_HTTPONLY = True
# A network's form has fourteen fields for each member: Django's 1,000 end at about 60 of them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Half an hour idle, then out; what counts as being at work: astra_site/accounts/sessions.py
SESSION_COOKIE_AGE = 30 * 60
# However busy somebody is.
SESSION_LONGEST_AGE = 12 * 60 * 60
# For how long nobody asks again who is at work.
SESSION_CONFIRMED_AGE = 15 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []

# True on somebody's own machine: uploads are served without a web server, and an administrator is made.
IS_LOCAL = False
PORT = "8000"
