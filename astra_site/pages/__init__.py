"""The page tree: one tree, in which each page has a Serbian and an English URL.

`models` is the base page. From a URL to a page: `middleware` (language), `sites`, `routing`, `slugs`,
`redirects`, `redirect_settings`, `errors`. From a page to its URLs: `alternates`, `menu`, `robots`,
`sitemap`. `subject` tells the layout what a page is about, `paging` splits lists, `signals` tells other
rooms what the tree does. In the admin: `forms`, `page_panels`, `page_chooser`, `link_forms`, `bulk_move`,
`draft_notes`.
"""
