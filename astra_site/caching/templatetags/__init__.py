"""Parts of pages that are held in memory."""
