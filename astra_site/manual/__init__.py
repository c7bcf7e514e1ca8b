"""The manual of staff inside the admin: the guides of docs/, in the language of the admin.

`guides` reads the files and cuts them into chapters, `rendering` makes pages of them, `finding` searches
them, `views` shows them, `first_day` has the three commonest tasks of whoever is new. A chapter says itself
which screens it is about, in the remark above its heading:

    <!-- chapter: organisations | screens: wagtailsnippets_networks_organisation:* -->

Keys are the same in both languages; a screen leads to the chapter whose pattern fits it most closely.
"""
