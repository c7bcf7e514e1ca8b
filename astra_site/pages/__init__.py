"""The page tree: one tree, in which each page has a Serbian and an English URL.

`models` is the base page. From a URL to a page: `middleware` (language), `sites`, `routing`, `slugs`,
`redirects`, `redirect_settings`, `errors`. From a page to its URLs: `alternates`, `menu`, `robots`. `subject`
tells the layout what a page is about, `paging` splits lists. In the admin: `forms`, panels, `page_chooser`,
`link_forms`, `bulk_move`.
"""
