"""Long work in the background, with its progress: what takes longer than a person waits for a page.

background.py has the two words that others need: `task` makes a task of a function and `start` a job of it:
a task of Django's own (`django.tasks`), and beside it a row that staff can read (models.py). The worker
(worker.py, `manage.py run_worker`) takes the tasks out of the database; running.py runs one and keeps its
job's row true, however it ends; recovery.py looks after jobs whose worker was killed. progress.py is what a
task tells how far it is, and what a command shows on a terminal; turns.py lets others write in between;
telling.py says that a job has failed. mail.py sends all mail by the worker.
"""
