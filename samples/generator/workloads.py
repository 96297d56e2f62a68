"""The controllers of workloads: each keeps the pods that its object asks for and reports on them in its status."""

import copy

from .simulation import active, condition, ended, is_true, key, reference, stamp, terminating, word

DAY = 86_400


class Pods:
    """What all workloads share: where their pods run, and how they come up."""

    def __init__(self, cluster, nodes, behaviour=None, ready_after=8.0):
        self.cluster = cluster
        self.nodes = list(nodes)
        self.behaviour = behaviour
        self.ready_after = ready_after
        self.count = 0

    def next_node(self):
        """The workload's nodes in turn, passing over those that take no pods."""
        for _ in range(len(self.nodes)):
            node = self.nodes[self.count % len(self.nodes)]
            self.count += 1
            resource = self.cluster.objects.get(("v1", "Node", "", node))
            if resource is not None and not resource["spec"].get("taints"):
                return node
        return self.nodes[0]

    def settings(self, node=None, labels=None):
        meta = self.resource["metadata"]
        return {"namespace": meta["namespace"], "node": node, "labels": labels or {},
                "born": -20 * DAY + (len(meta["name"]) * 37) % 500}

    def come_up(self, pod):
        if self.behaviour is not None:
            self.behaviour(pod)
        else:
            self.cluster.healthy(pod, self.next_node(), self.ready_after)


class Deployment(Pods):
    """A Deployment with its ReplicaSets, the newest last."""

    def __init__(self, cluster, namespace, name, replicas, template, nodes, initial=False, strategy=None,
                 deadline=600, room=None, refusal="", **more):
        super().__init__(cluster, nodes, **more)
        self.room = room
        self.refusal = refusal
        self.sets = []
        self.rolling = False
        self.resource = {
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": {"name": name, "namespace": namespace, "generation": 1,
                         "labels": dict(template["metadata"]["labels"]),
                         "annotations": {"deployment.kubernetes.io/revision": "1"}},
            "spec": {"replicas": replicas, "revisionHistoryLimit": 10, "progressDeadlineSeconds": deadline,
                     "selector": {"matchLabels": dict(template["metadata"]["labels"])},
                     "strategy": strategy or {"type": "RollingUpdate",
                                              "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}},
                     "template": template},
            "status": {}}
        if initial:
            self.resource["metadata"]["creationTimestamp"] = stamp(-20 * DAY)
        self.initial = initial
        cluster.workloads.append(self)
        cluster.put(self.resource)
        self._new_set()
        if initial:
            for index in range(replicas):
                self._pod(self.sets[-1], node=self.nodes[index % len(self.nodes)])
            self.count = replicas
        else:
            self._begin()
        self.reconcile()
        self.initial = False

    @property
    def name(self):
        return self.resource["metadata"]["name"]

    # ---- what people do

    def scale(self, replicas):
        self.cluster.edit(self.resource, lambda it: it["spec"].update(replicas=replicas))

    def rollout(self, change, behaviour=None):
        """A new template; a behaviour says how its pods come up, none that all is well."""
        self.behaviour = behaviour
        self.cluster.edit(self.resource, lambda it: change(it["spec"]["template"]["spec"]))
        self._new_set()
        self._begin()

    def rollback(self):
        """Back to the template before: its ReplicaSet becomes the newest again."""
        previous = self.sets.pop(-2)
        self.sets.append(previous)
        self.behaviour = None
        self.cluster.edit(self.resource, lambda it: it["spec"].update(
            template=copy.deepcopy(self._template_of(previous))))
        self._begin()

    def delete(self):
        self.cluster.workloads.remove(self)
        for pod in list(self.pods()):
            self.cluster.delete_pod(pod)
        for replica_set in self.sets:
            self.cluster.remove(replica_set)
        self.cluster.remove(self.resource)

    # ---- the controller

    def pods(self, replica_set=None):
        owners = [it["metadata"]["uid"] for it in ([replica_set] if replica_set else self.sets)]
        return [pod for pod in self.cluster.pods.values()
                if pod["metadata"]["ownerReferences"][0]["uid"] in owners]

    def _template_of(self, replica_set):
        template = copy.deepcopy(replica_set["spec"]["template"])
        template["metadata"]["labels"].pop("pod-template-hash")
        return template

    def _new_set(self):
        template = copy.deepcopy(self.resource["spec"]["template"])
        meta = self.resource["metadata"]
        revision = meta["annotations"]["deployment.kubernetes.io/revision"]
        number = word(9, meta["namespace"], self.name, repr(template), revision)
        labels = {**template["metadata"]["labels"], "pod-template-hash": number}
        template["metadata"]["labels"] = labels
        replica_set = {
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": {"name": f"{self.name}-{number}", "namespace": meta["namespace"], "generation": 1,
                         "labels": labels, "ownerReferences": [reference(self.resource)]},
            "spec": {"replicas": self.resource["spec"]["replicas"] if self.initial else 0,
                     "selector": {"matchLabels": labels}, "template": template},
            "status": {"replicas": 0, "observedGeneration": 1}}
        if self.initial:
            replica_set["metadata"]["creationTimestamp"] = meta["creationTimestamp"]
        else:
            self.cluster.put(replica_set)
        self.sets.append(replica_set)
        if self.initial:
            self.cluster.put(replica_set)

    def _begin(self):
        self.rolling = True
        meta = self.resource["metadata"]
        number = int(meta["annotations"]["deployment.kubernetes.io/revision"])
        if len(self.sets) > 1:
            meta["annotations"]["deployment.kubernetes.io/revision"] = str(number + 1)
        self._moved("ReplicaSetUpdated", f'ReplicaSet "{self.sets[-1]["metadata"]["name"]}" is progressing.')

    def _moved(self, reason, message):
        self.cluster.set_condition(self.resource, "Progressing", "True", reason, message,
                                   lastUpdateTime=stamp(self.cluster.now))
        self.last_move = self.cluster.now
        deadline = self.resource["spec"]["progressDeadlineSeconds"]
        self.cluster.after(deadline, self._past_deadline, self.last_move)

    def _past_deadline(self, move):
        if self.rolling and move == self.last_move and self in self.cluster.workloads:
            name = self.sets[-1]["metadata"]["name"]
            self.cluster.set_condition(
                self.resource, "Progressing", "False", "ProgressDeadlineExceeded",
                f'ReplicaSet "{name}" has timed out progressing.', lastUpdateTime=stamp(self.cluster.now))
            self.cluster.put(self.resource)

    def _pod(self, replica_set, node=None):
        self.made = getattr(self, "made", 0) + 1
        name = f"{replica_set['metadata']['name']}-{word(5, replica_set['metadata']['name'], self.made)}"
        template = replica_set["spec"]["template"]
        pod = self.cluster.new_pod(replica_set, name, template, self.settings(node), initial=self.initial)
        if not self.initial:
            self.come_up(pod)
        return pod

    def _resize(self, replica_set, wanted):
        current = [pod for pod in self.pods(replica_set) if active(pod)]
        if replica_set["spec"]["replicas"] != wanted:
            replica_set["spec"]["replicas"] = wanted
            replica_set["metadata"]["generation"] += 1
        for pod in sorted(current, key=lambda pod: is_true(pod, "Ready"))[:max(0, len(current) - wanted)]:
            self.cluster.delete_pod(pod)
        missing = wanted - len(current)
        for _ in range(missing):
            if self.room is not None and len([pod for pod in self.pods() if active(pod)]) >= self.room:
                self._refused(replica_set)
                break
            self._pod(replica_set)
        else:
            if condition(replica_set, "ReplicaFailure") is not None:
                for resource in (replica_set, self.resource):
                    resource["status"]["conditions"].remove(condition(resource, "ReplicaFailure"))

    def _refused(self, replica_set):
        """Admission lets no more pods in; the refusal names one as "{pod}"."""
        if condition(replica_set, "ReplicaFailure") is not None:
            return
        name = replica_set["metadata"]["name"]
        text = self.refusal.format(pod=f"{name}-{word(5, name, 'refused')}")
        self.cluster.set_condition(replica_set, "ReplicaFailure", "True", "FailedCreate", text)
        self.cluster.set_condition(self.resource, "ReplicaFailure", "True", "FailedCreate", text,
                                   lastUpdateTime=stamp(self.cluster.now))
        self.cluster.event(replica_set, "FailedCreate", "Error creating: " + text, source="replicaset-controller")

    def _share_out(self):
        wanted = self.resource["spec"]["replicas"]
        newest, older = self.sets[-1], self.sets[:-1]
        old_pods = [pod for replica_set in older for pod in self.pods(replica_set)]
        if self.resource["spec"]["strategy"]["type"] == "Recreate":
            for replica_set in older:
                self._resize(replica_set, 0)
            if not [pod for pod in old_pods if self.cluster.pods.get(key(pod)) is pod and not ended(pod)]:
                self._resize(newest, wanted)
            return
        new_count = len([pod for pod in self.pods(newest) if active(pod)])
        old_active = [pod for pod in old_pods if active(pod)]
        self._resize(newest, min(wanted, max(new_count, wanted + 1 - len(old_active))))
        ready = len([pod for pod in self.pods() if active(pod) and is_true(pod, "Ready")])
        for replica_set in older:
            mine = [pod for pod in self.pods(replica_set) if active(pod)]
            idle = [pod for pod in mine if not is_true(pod, "Ready")]
            spare = max(0, ready - wanted) + len(idle)
            if replica_set["spec"]["replicas"] or mine:
                self._resize(replica_set, max(0, len(mine) - spare))

    def reconcile(self):
        if not self.initial:
            self._share_out()
        for replica_set in self.sets:
            self._report_set(replica_set)
        self._report()

    def _report_set(self, replica_set):
        mine = [pod for pod in self.pods(replica_set) if active(pod)]
        ready = len([pod for pod in mine if is_true(pod, "Ready")])
        status = {"replicas": len(mine), "fullyLabeledReplicas": len(mine),
                  "observedGeneration": replica_set["metadata"]["generation"]}
        if ready:
            status.update(readyReplicas=ready, availableReplicas=ready)
        if replica_set["status"].get("conditions"):
            status["conditions"] = replica_set["status"]["conditions"]
        replica_set["status"] = status
        self.cluster.put(replica_set)

    def _report(self):
        wanted = self.resource["spec"]["replicas"]
        pods = [pod for pod in self.pods() if active(pod)]
        newest = [pod for pod in self.pods(self.sets[-1]) if active(pod)]
        available = len([pod for pod in pods if is_true(pod, "Ready")])
        before = self.resource["status"]
        status = {"observedGeneration": self.resource["metadata"]["generation"]}
        for name, count in (("replicas", len(pods)), ("updatedReplicas", len(newest)),
                            ("readyReplicas", available), ("availableReplicas", available),
                            ("unavailableReplicas", max(0, max(wanted, len(pods)) - available))):
            if count:
                status[name] = count
        moved = [before.get(name) for name in ("updatedReplicas", "availableReplicas")] != [
            status.get(name) for name in ("updatedReplicas", "availableReplicas")]
        status["conditions"] = before.get("conditions", [])
        self.resource["status"] = status
        since = -20 * DAY if self.initial else None
        share = self.resource["spec"]["strategy"].get("rollingUpdate", {}).get("maxUnavailable", 0)
        if available >= wanted - share:
            self._available("True", "MinimumReplicasAvailable", "Deployment has minimum availability.", since)
        else:
            self._available("False", "MinimumReplicasUnavailable",
                            "Deployment does not have minimum availability.", since)
        complete = len(newest) == wanted == available == len(pods)
        if self.initial or (self.rolling and complete):
            self.rolling = False
            self.cluster.set_condition(
                self.resource, "Progressing", "True", "NewReplicaSetAvailable",
                f'ReplicaSet "{self.sets[-1]["metadata"]["name"]}" has successfully progressed.', since=since,
                lastUpdateTime=stamp(self.cluster.now if since is None else since))
        elif self.rolling and moved and available > before.get("availableReplicas", 0):
            self._moved("ReplicaSetUpdated", f'ReplicaSet "{self.sets[-1]["metadata"]["name"]}" is progressing.')
        self.cluster.put(self.resource)

    def _available(self, status, reason, message, since):
        if condition(self.resource, "Available") is None or condition(self.resource, "Available")["status"] != status:
            self.cluster.set_condition(self.resource, "Available", status, reason, message, since=since,
                                       lastUpdateTime=stamp(self.cluster.now if since is None else since))


class StatefulSet(Pods):
    """A StatefulSet that makes its pods in order."""

    def __init__(self, cluster, namespace, name, replicas, template, nodes, service, initial=False, claims=None, **more):
        super().__init__(cluster, nodes, **more)
        self.revision = f"{name}-{word(9, namespace, name, repr(template))}"
        self.initial = initial
        self.resource = {
            "apiVersion": "apps/v1", "kind": "StatefulSet",
            "metadata": {"name": name, "namespace": namespace, "generation": 1,
                         "labels": dict(template["metadata"]["labels"])},
            "spec": {"replicas": replicas, "serviceName": service, "podManagementPolicy": "OrderedReady",
                     "selector": {"matchLabels": dict(template["metadata"]["labels"])}, "template": template,
                     "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"partition": 0}},
                     **({"volumeClaimTemplates": claims} if claims else {})},
            "status": {}}
        if initial:
            self.resource["metadata"]["creationTimestamp"] = stamp(-20 * DAY)
        cluster.workloads.append(self)
        cluster.put(self.resource)
        if initial:
            for ordinal in range(replicas):
                self._pod(ordinal)
        self.reconcile()
        self.initial = False

    @property
    def name(self):
        return self.resource["metadata"]["name"]

    def scale(self, replicas):
        self.cluster.edit(self.resource, lambda it: it["spec"].update(replicas=replicas))

    def pod(self, ordinal):
        meta = self.resource["metadata"]
        return self.cluster.pods.get(("v1", "Pod", meta["namespace"], f"{self.name}-{ordinal}"))

    def _pod(self, ordinal):
        node = self.nodes[ordinal % len(self.nodes)]
        labels = {"controller-revision-hash": self.revision, "statefulset.kubernetes.io/pod-name": f"{self.name}-{ordinal}",
                  "apps.kubernetes.io/pod-index": str(ordinal)}
        template = copy.deepcopy(self.resource["spec"]["template"])
        for claim in self.resource["spec"].get("volumeClaimTemplates", []):
            name = claim["metadata"]["name"]
            template["spec"].setdefault("volumes", []).append(
                {"name": name, "persistentVolumeClaim": {"claimName": f"{name}-{self.name}-{ordinal}"}})
        pod = self.cluster.new_pod(self.resource, f"{self.name}-{ordinal}", template,
                                   self.settings(node, labels), initial=self.initial)
        if self.initial:
            return
        if self.behaviour is not None:
            self.behaviour(pod)
        else:
            self.cluster.healthy(pod, node, self.ready_after)

    def reconcile(self):
        wanted = self.resource["spec"]["replicas"]
        if not self.initial:
            for ordinal in range(wanted):
                pod = self.pod(ordinal)
                if pod is None:
                    self._pod(ordinal)
                if self.pod(ordinal) is None or not is_true(self.pod(ordinal), "Ready"):
                    break
        pods = [pod for pod in map(self.pod, range(wanted)) if pod is not None]
        ready = len([pod for pod in pods if is_true(pod, "Ready") and not terminating(pod)])
        self.resource["status"] = {
            "observedGeneration": self.resource["metadata"]["generation"], "replicas": len(pods),
            "currentReplicas": len(pods), "updatedReplicas": len(pods), "currentRevision": self.revision,
            "updateRevision": self.revision, "collisionCount": 0, "availableReplicas": ready,
            **({"readyReplicas": ready} if ready else {})}
        self.cluster.put(self.resource)


class DaemonSet(Pods):
    """A DaemonSet over its list of nodes; an update replaces one pod after the other."""

    def __init__(self, cluster, namespace, name, template, nodes, **more):
        super().__init__(cluster, nodes, **more)
        self.initial = True
        self.generation = 1
        self.resource = {
            "apiVersion": "apps/v1", "kind": "DaemonSet",
            "metadata": {"name": name, "namespace": namespace, "generation": 1, "creationTimestamp": stamp(-20 * DAY),
                         "labels": dict(template["metadata"]["labels"])},
            "spec": {"selector": {"matchLabels": dict(template["metadata"]["labels"])}, "template": template,
                     "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 1, "maxSurge": 0}},
                     "revisionHistoryLimit": 10},
            "status": {}}
        cluster.workloads.append(self)
        cluster.put(self.resource)
        for node in self.nodes:
            self._pod(node)
        self.reconcile()
        self.initial = False

    @property
    def name(self):
        return self.resource["metadata"]["name"]

    def join(self, node):
        self.nodes.append(node)
        self.cluster.dirty = True

    def rollout(self, change, behaviour=None):
        self.behaviour = behaviour
        self.generation += 1
        self.cluster.edit(self.resource, lambda it: change(it["spec"]["template"]["spec"]))

    def _revision(self):
        return word(9, self.resource["metadata"]["namespace"], self.name, self.generation)

    def _pod(self, node):
        self.made = getattr(self, "made", 0) + 1
        name = f"{self.name}-{word(5, self.name, self.made)}"
        labels = {"controller-revision-hash": self._revision(), "pod-template-generation": str(self.generation)}
        template = copy.deepcopy(self.resource["spec"]["template"])
        template["spec"]["affinity"] = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
            "nodeSelectorTerms": [{"matchFields": [
                {"key": "metadata.name", "operator": "In", "values": [node]}]}]}}}
        pod = self.cluster.new_pod(self.resource, name, template, self.settings(node, labels), initial=self.initial)
        if self.initial:
            return
        if self.behaviour is not None:
            self.behaviour(pod)
        else:
            self.cluster.healthy(pod, node, self.ready_after)

    def pods(self):
        uid = self.resource["metadata"]["uid"]
        return [pod for pod in self.cluster.pods.values()
                if pod["metadata"].get("ownerReferences", [{}])[0].get("uid") == uid]

    def on(self, node):
        return next((pod for pod in self.pods() if self.node_of(pod) == node), None)

    @staticmethod
    def node_of(pod):
        terms = pod["spec"]["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
        return terms["nodeSelectorTerms"][0]["matchFields"][0]["values"][0]

    def reconcile(self):
        if not self.initial:
            for node in self.nodes:
                if self.on(node) is None:
                    self._pod(node)
            living = [pod for pod in self.pods() if active(pod)]
            unready = [pod for pod in living if not is_true(pod, "Ready")]
            stale = [pod for pod in living if pod["metadata"]["labels"]["controller-revision-hash"] != self._revision()]
            if stale and len(living) == len(self.nodes) and len(unready) - len([p for p in stale if p in unready]) == 0:
                self.cluster.delete_pod((([p for p in stale if p in unready]) or stale)[0])
        pods = [pod for pod in self.pods() if active(pod)]
        ready = len([pod for pod in pods if is_true(pod, "Ready")])
        updated = len([pod for pod in pods
                       if pod["metadata"]["labels"]["controller-revision-hash"] == self._revision()])
        status = {"observedGeneration": self.resource["metadata"]["generation"],
                  "desiredNumberScheduled": len(self.nodes), "currentNumberScheduled": len(pods),
                  "numberMisscheduled": 0, "numberReady": ready}
        for name, count in (("updatedNumberScheduled", updated), ("numberAvailable", ready),
                            ("numberUnavailable", len(self.nodes) - ready)):
            if count:
                status[name] = count
        self.resource["status"] = status
        self.cluster.put(self.resource)
