"""What a member of staff may do with a page as a whole."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import GroupApprovalTask
from wagtail.models.pages import PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from astra_site.accounts import rights


class StaffPagePolicy(PagePermissionPolicy):
    """Wagtail's rules, without asking the database for pages that came with the permissions."""

    def explorable_root_instance(self, user: Any) -> Any:
        """Return the page above all that `user` may work on: mostly she has permissions for it itself."""
        if not hasattr(user, self._explorable_root_instance_cache_name):
            pages = list(self.instances_with_direct_explore_permission(user))
            top = min(pages, key=lambda page: page.depth, default=None)
            if top and all(page.path.startswith(top.path) for page in pages):
                setattr(user, self._explorable_root_instance_cache_name, top)
        return super().explorable_root_instance(user)

    def explorable_instances(self, user: Any) -> QuerySet:
        """Return the pages that `user` may see in the tree: all of it for whoever works on its root."""
        pages = () if user.is_superuser else self.instances_with_direct_explore_permission(user)
        if any(page.depth == 1 for page in pages):
            return self.model._default_manager.all()
        return super().explorable_instances(user)


def _tasks(user: Any) -> dict[int, GroupApprovalTask]:
    """Return the tasks of groups, which all of our workflows are made of; and note which are the user's."""
    if not hasattr(user, "_tasks_of_groups"):
        hers = GroupApprovalTask.groups.through.objects.filter(
            groupapprovaltask=OuterRef("pk"), group__in=user.groups.values("pk")
        )
        tasks = GroupApprovalTask.objects.annotate(is_hers=Exists(hers))
        user._tasks_of_groups = {task.pk: task for task in tasks}
        # Where Wagtail notes it itself, task by task.
        user._group_approval_task_checks = {task.pk: task.is_hers for task in user._tasks_of_groups.values()}
    return user._tasks_of_groups


class StaffPagePermissions(PagePermissionTester):
    """Wagtail's rules, stricter for those who only translate.

    To Wagtail the right to change a page includes deleting, moving and converting its drafts.
    """

    def page_locked(self) -> Any:
        """Know the task for which a page of a list waits; Wagtail looks for it line by line."""
        state = (
            self.page.current_workflow_task_state if hasattr(self.page, "_current_workflow_states") else None
        )
        if state:
            state.task.specific = _tasks(self.user).get(state.task_id) or state.task.specific
        return super().page_locked()

    def can_add_subpage(self) -> bool:
        """Look first for what needs no counting.

        Wagtail counts the pages of each type that there may be only one of, also for whoever may add none.
        """
        if not self.user.is_active or not (self.user.is_superuser or "add" in self.permissions):
            return False
        kind = self.page.specific_class
        return any(
            model.max_count is None and model.max_count_per_parent is None and model.can_create_at(self.page)
            for model in (kind.creatable_subpage_models() if kind else ())
        ) or bool(super().can_add_subpage())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Refuse translators, and whoever may not publish for pages that are published.

        Wagtail refuses the latter too, after a query for each line of a list.
        """
        if not rights.may_edit_source(self.user) or (self.page.live and not self.can_publish()):
            return False
        return super().can_delete(ignore_bulk)

    def can_move(self) -> bool:
        """Refuse translators."""
        return rights.may_edit_source(self.user) and super().can_move()

    def can_move_to(self, destination) -> bool:
        """Refuse translators."""
        return rights.may_edit_source(self.user) and super().can_move_to(destination)
