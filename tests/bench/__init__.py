"""`make bench`: how long the pages take with thousands of organisations, beside the site as it is."""
