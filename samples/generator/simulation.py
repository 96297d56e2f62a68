"""A small simulated control plane: it keeps objects, and writes every change of one as a line of the recording.

It knows as much of Kubernetes as the sample needs: Deployments with their ReplicaSets, StatefulSets, DaemonSets,
Services with their EndpointSlices, pods that start, fail and end, nodes that come and go. What happens, and when, is
said by the stories. Nothing here depends on the wall clock or on chance, so the recording is the same every time.
"""

import copy
import hashlib
import heapq
import json
import uuid
from datetime import datetime, timedelta, timezone

START = datetime(2026, 3, 2, 9, 0, 0, tzinfo=timezone.utc)
CLUSTER = "shop"
LETTERS = "bcdfghjklmnpqrstvwxz2456789"
GRACE_SECONDS = 30
BACK_OFFS = ("10s", "20s", "40s", "1m20s", "2m40s", "5m0s")


def stamp(seconds):
    """The API's form of a time: whole seconds."""
    return (START + timedelta(seconds=int(seconds // 1))).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp_millis(seconds):
    moment = START + timedelta(milliseconds=round(seconds * 1000))
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def clock(text):
    """Seconds since the start of the recording, of "09:12:30"."""
    hours, minutes, seconds = (float(part) for part in text.split(":"))
    return (hours - START.hour) * 3600 + minutes * 60 + seconds


def word(length, *parts):
    """A word that looks like chance, as in names that a controller makes, but is a function of its parts."""
    number = int(hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest(), 16)
    letters = []
    for _ in range(length):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters)


def key(resource):
    meta = resource["metadata"]
    return resource["apiVersion"], resource["kind"], meta.get("namespace", ""), meta["name"]


def condition(resource, kind):
    for entry in resource.get("status", {}).get("conditions", []):
        if entry["type"] == kind:
            return entry
    return None


def is_true(resource, kind):
    entry = condition(resource, kind)
    return entry is not None and entry["status"] == "True"


def selects(selector, labels):
    return bool(selector) and all(labels.get(name) == value for name, value in selector.items())


def terminating(resource):
    return "deletionTimestamp" in resource["metadata"]


def ended(pod):
    return pod["status"]["phase"] in ("Succeeded", "Failed")


def active(pod):
    return not terminating(pod) and not ended(pod)


class Cluster:
    """The API server's objects, the controllers that react to them, and the recording of what they do."""

    def __init__(self):
        self.now = 0.0
        self.lines = []
        self.objects = {}
        self.pods = {}
        self.workloads = []
        self.services = []
        self.down = {}
        self.dirty = True
        self._written = {}
        self._queue = []
        self._sequence = 0
        self._version = 4_180_000
        self._created = {}
        self._addresses = 0

    # ---- time

    def at(self, moment, action, *arguments, **named):
        """Has something happen at a time: a clock text, or seconds since the start."""
        seconds = clock(moment) if isinstance(moment, str) else moment
        self._sequence += 1
        heapq.heappush(self._queue, (seconds, self._sequence, lambda: action(*arguments, **named)))

    def after(self, seconds, action, *arguments, **named):
        self.at(self.now + seconds, action, *arguments, **named)

    def run(self, until):
        while self._queue and self._queue[0][0] <= until:
            self.now = self._queue[0][0]
            while self._queue and self._queue[0][0] == self.now:
                heapq.heappop(self._queue)[2]()
            if self.dirty:
                self.control()

    # ---- the recording

    def line(self, op, **fields):
        self.lines.append(json.dumps(
            {"at": stamp_millis(self.now), "cluster": CLUSTER, "op": op, **fields}, separators=(",", ":")))

    def put(self, resource):
        """Writes an object when it differs from what was written of it before."""
        meta = resource["metadata"]
        if "uid" not in meta:
            identity = key(resource)
            self._created[identity] = self._created.get(identity, 0) + 1
            meta["uid"] = str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(identity) + f"#{self._created[identity]}"))
            meta.setdefault("creationTimestamp", stamp(self.now))
        body = json.dumps({**resource, "metadata": {**meta, "resourceVersion": ""}}, sort_keys=True)
        if self._written.get(key(resource)) == body:
            return resource
        self._written[key(resource)] = body
        self.objects[key(resource)] = resource
        self._version += 7
        meta["resourceVersion"] = str(self._version)
        self.line("upsert", resource=resource)
        self.dirty = True
        return resource

    def remove(self, resource):
        if self.objects.pop(key(resource), None) is None:
            return
        self._written.pop(key(resource), None)
        meta = resource["metadata"]
        self.line("delete", resource={
            "apiVersion": resource["apiVersion"], "kind": resource["kind"],
            "metadata": {name: meta[name] for name in ("name", "namespace", "uid") if name in meta}})
        self.dirty = True

    def get(self, api_version, kind, namespace, name):
        return self.objects[(api_version, kind, namespace, name)]

    def edit(self, resource, change):
        """What a person does with kubectl edit: a changed spec and a new generation."""
        change(resource)
        if "generation" in resource["metadata"]:
            resource["metadata"]["generation"] += 1
        return self.put(resource)

    def set_condition(self, resource, kind, status, reason=None, message=None, since=None, **more):
        conditions = resource.setdefault("status", {}).setdefault("conditions", [])
        entry = condition(resource, kind)
        if entry is None:
            entry = {"type": kind}
            conditions.append(entry)
        if entry.get("status") != status:
            entry["lastTransitionTime"] = stamp(self.now if since is None else since)
        entry["status"] = status
        for name, value in {"reason": reason, "message": message, **more}.items():
            if value is None:
                entry.pop(name, None)
            else:
                entry[name] = value
        return resource

    def event(self, about, reason, message, kind="Warning", source="kubelet", field=None, host=None):
        """An Event; one of the same text about the same object only counts up."""
        meta = about["metadata"]
        namespace = meta.get("namespace", "default")
        name = f"{meta['name']}.{word(16, meta.get('uid', ''), reason, message, field)}"
        known = self.objects.get(("v1", "Event", namespace, name))
        if known is not None:
            known["count"] += 1
            known["lastTimestamp"] = stamp(self.now)
            return self.put(known)
        # The kubelet and the node controller write a node's name where its uid belongs.
        uid = meta["name"] if about["kind"] == "Node" else meta["uid"]
        involved = {"apiVersion": about["apiVersion"], "kind": about["kind"], "name": meta["name"], "uid": uid}
        if "namespace" in meta:
            involved["namespace"] = meta["namespace"]
        if field:
            involved["fieldPath"] = field
        return self.put({
            "apiVersion": "v1", "kind": "Event", "metadata": {"name": name, "namespace": namespace},
            "involvedObject": involved, "type": kind, "reason": reason, "message": message, "count": 1,
            "firstTimestamp": stamp(self.now), "lastTimestamp": stamp(self.now),
            "source": {"component": source, **({"host": host} if host else {})},
            "reportingComponent": source})

    # ---- pods

    def new_pod(self, owner, name, template, settings, initial=False, mirror=False):
        """A pod as the API server stores it; settings say where and how it will run."""
        spec = copy.deepcopy(template["spec"])
        meta = {"name": name, "namespace": settings["namespace"], "labels": dict(template["metadata"]["labels"])}
        meta["labels"].update(settings.get("labels", {}))
        if template["metadata"].get("annotations"):
            meta["annotations"] = dict(template["metadata"]["annotations"])
        if settings.get("finalizers"):
            meta["finalizers"] = list(settings["finalizers"])
        if owner is not None:
            if owner["kind"] not in ("StatefulSet", "Node"):
                meta["generateName"] = name.rsplit("-", 1)[0] + "-"
            meta["ownerReferences"] = [reference(owner)]
        spec.setdefault("restartPolicy", "Always")
        spec.setdefault("serviceAccountName", "default")
        spec.update({"dnsPolicy": "ClusterFirst", "priority": spec.get("priority", 0), "enableServiceLinks": True,
                     "schedulerName": "default-scheduler", "terminationGracePeriodSeconds": GRACE_SECONDS})
        spec["tolerations"] = template["spec"].get("tolerations", []) + [
            {"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300},
            {"key": "node.kubernetes.io/unreachable", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}]
        pod = {"apiVersion": "v1", "kind": "Pod", "metadata": meta, "spec": spec,
               "status": {"phase": "Pending", "qosClass": "Burstable"}}
        self.pods[key(pod)] = pod
        if initial:
            born = settings["born"]
            meta["creationTimestamp"] = stamp(born)
            self.bind(pod, settings["node"], since=born, write=False)
            self.running(pod, since=born + 3, write=False)
            self.ready(pod, since=born + 9, write=False)
            self.put(pod)
        else:
            self.put(pod)
        return pod

    def lives(self, pod):
        return self.pods.get(key(pod)) is pod and active(pod)

    def write(self, pod, really=True):
        if really:
            self.put(pod)

    def bind(self, pod, node, since=None, write=True):
        """The scheduler's and then the kubelet's first word: a node, an address, containers being created."""
        since = self.now if since is None else since
        self._addresses += 1
        number = int(node[-1]) if node[-1].isdigit() else 0
        status = pod["status"]
        pod["spec"]["nodeName"] = node
        self.set_condition(pod, "PodScheduled", "True", since=since)
        if write:
            self.put(pod)
        status["hostIP"] = f"10.20.0.{10 + number}"
        status["startTime"] = stamp(since)
        waiting = "PodInitializing" if pod["spec"].get("initContainers") else "ContainerCreating"
        status["containerStatuses"] = [
            container_status(container, {"waiting": {"reason": waiting}}) for container in pod["spec"]["containers"]]
        if pod["spec"].get("initContainers"):
            status["initContainerStatuses"] = [
                container_status(container, {"waiting": {"reason": "PodInitializing"}})
                for container in pod["spec"]["initContainers"]]
        self.not_ready(pod, since=since)
        if not pod["spec"].get("initContainers"):
            self.set_condition(pod, "Initialized", "True", since=since)
        self.write(pod, write)

    def address(self, pod):
        status = pod["status"]
        if "podIP" not in status:
            node = pod["spec"]["nodeName"]
            number = int(node[-1]) if node[-1].isdigit() else 0
            status["podIP"] = f"10.244.{number}.{self._addresses % 250 + 2}"
            status["podIPs"] = [{"ip": status["podIP"]}]
        self.set_condition(pod, "PodReadyToStartContainers", "True")

    def not_ready(self, pod, since=None):
        names = [status["name"] for status in pod["status"].get("containerStatuses", []) if not status["ready"]]
        text = f"containers with unready status: [{' '.join(names)}]"
        self.set_condition(pod, "Ready", "False", "ContainersNotReady", text, since=since)
        self.set_condition(pod, "ContainersReady", "False", "ContainersNotReady", text, since=since)

    def running(self, pod, since=None, write=True):
        since = self.now if since is None else since
        status = pod["status"]
        self.address(pod)
        for entry in (condition(pod, "PodReadyToStartContainers"),):
            entry["lastTransitionTime"] = stamp(since) if not write else entry["lastTransitionTime"]
        for entry, container in zip(status.get("initContainerStatuses", []), pod["spec"].get("initContainers", [])):
            if "terminated" not in entry["state"] or entry["state"]["terminated"]["exitCode"] != 0:
                started(entry, container, since - 2, pod)
                entry["state"] = {"terminated": {"exitCode": 0, "reason": "Completed", "startedAt": stamp(since - 2),
                                                 "finishedAt": stamp(since - 1), "containerID": entry["containerID"]}}
                entry["ready"] = True
        self.set_condition(pod, "Initialized", "True", since=since)
        status["phase"] = "Running"
        for entry, container in zip(status["containerStatuses"], pod["spec"]["containers"]):
            started(entry, container, since, pod)
        self.write(pod, write)

    def ready(self, pod, since=None, write=True):
        for entry in pod["status"]["containerStatuses"]:
            entry["ready"] = True
        self.set_condition(pod, "Ready", "True", since=since)
        self.set_condition(pod, "ContainersReady", "True", since=since)
        self.write(pod, write)

    def unready(self, pod):
        for entry in pod["status"]["containerStatuses"]:
            entry["ready"] = False
        self.not_ready(pod)
        self.put(pod)

    def waiting(self, pod, reason, message, init=False):
        """A container that the kubelet cannot start, in the kubelet's words."""
        self.address(pod)
        entry = pod["status"]["initContainerStatuses" if init else "containerStatuses"][0]
        entry["state"] = {"waiting": {"reason": reason, "message": message}}
        entry["ready"] = False
        entry["started"] = False
        self.not_ready(pod)
        self.put(pod)

    def crashed(self, pod, reason, code, init=False):
        """The first container has ended; the kubelet starts it again at once, and later ever more slowly."""
        entry = pod["status"]["initContainerStatuses" if init else "containerStatuses"][0]
        end = {"exitCode": code, "reason": reason, "startedAt": entry["state"]["running"]["startedAt"],
               "finishedAt": stamp(self.now), "containerID": entry.get("containerID", "")}
        entry["ready"] = False
        entry["started"] = False
        if entry["restartCount"] == 0:
            entry["state"] = {"terminated": end}
        else:
            entry["lastState"] = {"terminated": end}
            name, uid = entry["name"], pod["metadata"]["uid"]
            delay = BACK_OFFS[min(entry["restartCount"], len(BACK_OFFS)) - 1]
            whole = f"{pod['metadata']['name']}_{pod['metadata']['namespace']}({uid})"
            entry["state"] = {"waiting": {
                "reason": "CrashLoopBackOff",
                "message": f"back-off {delay} restarting failed container={name} pod={whole}"}}
            self.event(pod, "BackOff", f"Back-off restarting failed container {name} in pod {whole}",
                       field=f"spec.{'initContainers' if init else 'containers'}{{{name}}}",
                       host=pod["spec"]["nodeName"])
        self.not_ready(pod)
        self.put(pod)

    def restarted(self, pod, init=False):
        lists = ("initContainers", "initContainerStatuses") if init else ("containers", "containerStatuses")
        entry = pod["status"][lists[1]][0]
        entry["restartCount"] += 1
        if "terminated" in entry["state"]:
            entry["lastState"] = entry["state"]
        started(entry, pod["spec"][lists[0]][0], self.now, pod)
        entry["ready"] = False
        if not init:
            pod["status"]["phase"] = "Running"
        self.put(pod)

    def delete_pod(self, pod, gone_after=2.5):
        if terminating(pod) or self.pods.get(key(pod)) is not pod:
            return
        if ended(pod) or "nodeName" not in pod["spec"]:
            self.gone(pod)
            return
        pod["metadata"]["deletionTimestamp"] = stamp(self.now + GRACE_SECONDS)
        pod["metadata"]["deletionGracePeriodSeconds"] = GRACE_SECONDS
        self.put(pod)
        if pod["spec"]["nodeName"] not in self.down and not pod["metadata"].get("finalizers"):
            self.after(gone_after, self.gone, pod)

    def gone(self, pod):
        if self.pods.get(key(pod)) is pod:
            del self.pods[key(pod)]
            self.remove(pod)

    def healthy(self, pod, node, ready_after=8.0):
        """How a pod comes up when nothing is wrong."""
        self.after(0.1, self._if_alive, pod, self.bind, pod, node)
        self.after(2.0, self._if_alive, pod, self.running, pod)
        self.after(ready_after, self._if_alive, pod, self.ready, pod)

    def _if_alive(self, pod, action, *arguments):
        if self.lives(pod):
            action(*arguments)

    def when_alive(self, seconds, pod, action, *arguments, **named):
        """Has something happen to a pod later, unless it is gone by then."""
        self.after(seconds, lambda: action(*arguments, **named) if self.lives(pod) else None)

    def unschedulable(self, pod, message):
        self.set_condition(pod, "PodScheduled", "False", "Unschedulable", message)
        self.put(pod)
        self.event(pod, "FailedScheduling", message, source="default-scheduler")

    # ---- controllers

    def control(self):
        """Lets the controllers act until nothing changes any more."""
        while self.dirty:
            self.dirty = False
            for workload in list(self.workloads):
                workload.reconcile()
            for service in list(self.services):
                self._endpoints(service)

    def _endpoints(self, service):
        selector = service["spec"].get("selector")
        if not selector:
            return
        meta = service["metadata"]
        slice_name = f"{meta['name']}-{word(5, meta['namespace'], meta['name'], 'slice')}"
        endpoints, ports, declared = [], [], set()
        for pod in self.pods.values():
            if (pod["metadata"]["namespace"] != meta["namespace"] or ended(pod) or "podIP" not in pod["status"]
                    or not selects(selector, pod["metadata"]["labels"])):
                continue
            serving = is_true(pod, "Ready")
            endpoints.append({
                "addresses": [pod["status"]["podIP"]],
                "conditions": {"ready": serving and not terminating(pod), "serving": serving,
                               "terminating": terminating(pod)},
                "nodeName": pod["spec"]["nodeName"],
                "targetRef": {"kind": "Pod", "namespace": meta["namespace"], "name": pod["metadata"]["name"],
                              "uid": pod["metadata"]["uid"]}})
            for container in pod["spec"]["containers"]:
                declared.update((port["name"], port["containerPort"]) for port in container.get("ports", []))
        for port in service["spec"]["ports"]:
            target = port["targetPort"]
            number = target if isinstance(target, int) else dict(declared).get(target)
            if number is not None and endpoints:
                ports.append({"name": port.get("name", ""), "port": number, "protocol": "TCP"})
        owner = reference(service)
        known = self.objects.get(("discovery.k8s.io/v1", "EndpointSlice", meta["namespace"], slice_name))
        piece = copy.deepcopy(known) if known else {
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
            "metadata": {"name": slice_name, "namespace": meta["namespace"], "generation": 0,
                         "creationTimestamp": meta["creationTimestamp"],
                         "labels": {"kubernetes.io/service-name": meta["name"],
                                    "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io"},
                         "ownerReferences": [owner]},
            "addressType": "IPv4", "endpoints": None, "ports": None}
        if piece["endpoints"] != endpoints or piece["ports"] != ports:
            piece["endpoints"] = endpoints
            piece["ports"] = ports
            piece["metadata"]["generation"] += 1
            self.put(piece)

    def delete_service(self, service):
        self.services.remove(service)
        meta = service["metadata"]
        for resource in list(self.objects.values()):
            if resource["kind"] == "EndpointSlice" and meta["uid"] in [
                    owner["uid"] for owner in resource["metadata"].get("ownerReferences", [])]:
                self.remove(resource)
        self.remove(service)

    # ---- nodes

    def node_down(self, node):
        """The kubelet is silent: the node controller says Unknown, and takes the node's pods out of service."""
        name = node["metadata"]["name"]
        self.down[name] = self.now
        for kind in ("Ready", "MemoryPressure", "DiskPressure", "PIDPressure"):
            self.set_condition(node, kind, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.")
        node["spec"]["taints"] = [
            {"key": "node.kubernetes.io/unreachable", "effect": "NoSchedule", "timeAdded": stamp(self.now)},
            {"key": "node.kubernetes.io/unreachable", "effect": "NoExecute", "timeAdded": stamp(self.now)}]
        self.put(node)
        self.event(node, "NodeNotReady", f"Node {name} status is now: NodeNotReady", kind="Normal",
                   source="node-controller")
        for pod in self.on(name):
            self.set_condition(pod, "Ready", "False")
            self.put(pod)
            self.event(pod, "NodeNotReady", "Node is not ready", source="node-controller")

    def evict_from(self, name):
        """What the taint eviction controller does 300 s later; daemon pods tolerate the taint."""
        for pod in self.on(name):
            if name in self.down and pod["metadata"]["ownerReferences"][0]["kind"] != "DaemonSet":
                self.delete_pod(pod)

    def node_up(self, node):
        name = node["metadata"]["name"]
        self.down.pop(name, None)
        self.set_condition(node, "MemoryPressure", "False", "KubeletHasSufficientMemory",
                           "kubelet has sufficient memory available")
        self.set_condition(node, "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure")
        self.set_condition(node, "PIDPressure", "False", "KubeletHasSufficientPID",
                           "kubelet has sufficient PID available")
        self.set_condition(node, "Ready", "True", "KubeletReady", "kubelet is posting ready status")
        node["spec"].pop("taints", None)
        self.put(node)
        for pod in [pod for pod in self.pods.values() if pod["spec"].get("nodeName") == name]:
            if terminating(pod):
                self.after(1.5, self.gone, pod)
            elif pod["status"]["phase"] == "Running":
                self.after(0.5, self.ready, pod)

    def on(self, node):
        return [pod for pod in self.pods.values() if pod["spec"].get("nodeName") == node and active(pod)]


def reference(owner):
    return {"apiVersion": owner["apiVersion"], "kind": owner["kind"], "name": owner["metadata"]["name"],
            "uid": owner["metadata"]["uid"], "controller": True, "blockOwnerDeletion": True}


def container_status(container, state):
    return {"name": container["name"], "image": container["image"], "imageID": "", "ready": False, "started": False,
            "restartCount": 0, "state": state, "lastState": {}}


def started(entry, container, since, pod):
    digest = hashlib.sha256(container["image"].encode()).hexdigest()
    run = hashlib.sha256(f"{pod['metadata'].get('uid', pod['metadata']['name'])}{entry['name']}"
                         f"{entry['restartCount']}".encode()).hexdigest()
    entry["imageID"] = container["image"].split(":")[0] + "@sha256:" + digest
    entry["containerID"] = "containerd://" + run
    entry["started"] = True
    entry["state"] = {"running": {"startedAt": stamp(since)}}
