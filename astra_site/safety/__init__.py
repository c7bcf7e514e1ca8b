"""What protects a visitor: hotlines, the quick exit, safe browsing, and the headers of every answer.

`models` holds the hotlines and the settings, `hotlines` reads which stand where (from the cache), `calls`
makes their numbers in texts links, `phone_numbers` knows how one is written and dialled, `gaps` what staff
should know is missing, `safe_browsing` is the page beside the exit, `destination` and `views` lead away,
`middleware` and `policies` set the headers, `security_txt` says where to report a fault, `admin_widgets`
keeps scripts out of the admin's forms.
"""
