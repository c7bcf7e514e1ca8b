"""What an import keeps as a draft is submitted: it stands on the start page of those who approve."""

from typing import Any

from wagtail.log_actions import log
from wagtail.models import TaskState, WorkflowState


def submit(instance: Any, person: Any) -> None:
    """Start the workflow of `instance`, unless it has none or one goes on.

    As Wagtail's own start does, but without its mails: an import would send hundreds to each moderator.
    """
    workflow = instance.get_workflow()
    task = workflow.tasks.order_by("workflow_tasks__sort_order").first() if workflow else None
    if task is None or instance.workflow_in_progress:
        return
    state = WorkflowState.objects.create(
        content_type=instance.get_content_type(),
        base_content_type=instance.get_base_content_type(),
        object_id=str(instance.pk),
        workflow=workflow,
        requested_by=person,
    )
    revision = instance.get_latest_revision()
    states: type[TaskState] = task.specific.get_task_state_class()
    state.current_task_state = states.objects.create(workflow_state=state, task=task, revision=revision)
    state.save()
    step = {"id": task.pk, "title": task.name}
    said = {"id": workflow.pk, "title": workflow.name, "status": state.status, "next": step}
    said["task_state_id"] = state.current_task_state.pk
    log(instance, "wagtail.workflow.start", user=person, revision=revision, data={"workflow": said})
