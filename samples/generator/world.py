"""The shop's cluster as it is before anything goes wrong."""

from .simulation import Cluster, reference, stamp, word
from .workloads import DAY, DaemonSet, Deployment, StatefulSet

NAMESPACES = ("storefront", "checkout", "catalog", "data", "batch", "platform")
GENERAL = ("worker-1", "worker-2", "worker-3")
WORKERS = GENERAL + ("worker-4", "worker-5")
REGISTRY = "registry.shop.example"

SATISFIED = (
    ("AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size"),
    ("ScalingActive", "True", "ValidMetricFound", "the HPA was able to successfully calculate a replica count from cpu "
     "resource utilization (percentage of request)"),
    ("ScalingLimited", "True", "TooFewReplicas", "the desired replica count is less than the minimum replica count"))

SYNCED = (
    ("core", "Namespace Node Pod Service ServiceAccount Secret ConfigMap PersistentVolume PersistentVolumeClaim Event "
             "ResourceQuota LimitRange ReplicationController"),
    ("apps", "Deployment ReplicaSet StatefulSet DaemonSet"),
    ("batch", "Job CronJob"),
    ("autoscaling", "HorizontalPodAutoscaler"),
    ("policy", "PodDisruptionBudget"),
    ("networking.k8s.io", "Ingress IngressClass NetworkPolicy"),
    ("discovery.k8s.io", "EndpointSlice"),
    ("storage.k8s.io", "StorageClass CSIDriver VolumeAttachment"),
    ("scheduling.k8s.io", "PriorityClass"),
    ("node.k8s.io", "RuntimeClass"),
    ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration MutatingWebhookConfiguration"),
    ("apiextensions.k8s.io", "CustomResourceDefinition"),
    ("gateway.networking.k8s.io", "GatewayClass Gateway HTTPRoute"),
    ("external-secrets.io", "ExternalSecret SecretStore"),
)


def template(name, image=None, tag="1.18.3", cpu="100m", memory="256Mi", port=8080, port_name="http", env=None,
             env_from=None, liveness=True, **spec):
    """A pod template as a careful team writes one."""
    probe = {"httpGet": {"path": "/healthz", "port": port_name, "scheme": "HTTP"}, "periodSeconds": 5,
             "timeoutSeconds": 2, "successThreshold": 1, "failureThreshold": 3}
    container = {
        "name": name, "image": f"{image or REGISTRY + '/shop/' + name}:{tag}", "imagePullPolicy": "IfNotPresent",
        "ports": [{"name": port_name, "containerPort": port, "protocol": "TCP"}],
        "resources": {"requests": {"cpu": cpu, "memory": memory}, "limits": {"memory": memory}},
        "readinessProbe": probe}
    if liveness:
        container["livenessProbe"] = {**probe, "httpGet": {**probe["httpGet"], "path": "/livez"}}
    if env:
        container["env"] = [{"name": key, "value": value} for key, value in env.items()]
    if env_from:
        container["envFrom"] = env_from
    return {"metadata": {"labels": {"app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "shop"}},
            "spec": {"automountServiceAccountToken": False, "containers": [container], **spec}}


class Shop:
    """The cluster with handles on what the stories need."""

    def __init__(self):
        self.cluster = Cluster()
        self.nodes = {}
        self.work = {}
        self.initial = True

    def build(self):
        self.cluster.line("heartbeat")
        self._cluster_scoped()
        for namespace in NAMESPACES + ("kube-system",):
            self._namespace(namespace)
        self._platform()
        self._storefront()
        self._checkout()
        self._catalog()
        self._data()
        self._batch()
        self.cluster.control()
        self.initial = False

    def synced(self):
        for group, kinds in SYNCED:
            for kind in kinds.split():
                self.cluster.line("synced", group=group, kind=kind)

    # ---- makers

    def make(self, api_version, kind, namespace, name, labels=None, annotations=None, age=20 * DAY, generation=None,
             **body):
        meta = {"name": name}
        if namespace:
            meta["namespace"] = namespace
        if labels:
            meta["labels"] = labels
        if annotations:
            meta["annotations"] = annotations
        if generation:
            meta["generation"] = generation
        if self.initial:
            meta["creationTimestamp"] = stamp(-age)
        return self.cluster.put({"apiVersion": api_version, "kind": kind, "metadata": meta, **body})

    def deployment(self, namespace, name, replicas, nodes=WORKERS, service=True, pods=None, **more):
        settings = {word: more.pop(word) for word in
                    ("strategy", "deadline", "ready_after", "behaviour", "room", "refusal") if word in more}
        made = Deployment(self.cluster, namespace, name, replicas, pods or template(name, **more), nodes,
                          initial=self.initial, **settings)
        self.work[name] = made
        if service:
            self.service(namespace, name)
        return made

    def service(self, namespace, name, selector=None, port=80, target="http", headless=False, kind="ClusterIP",
                **spec):
        number = int(word(4, namespace, name).encode().hex(), 16) % 60_000
        body = {"type": kind, "clusterIP": "None" if headless else f"10.96.{number // 250}.{number % 250 + 1}",
                "selector": {"app.kubernetes.io/name": name} if selector is None else selector,
                "ports": [{"name": "http", "port": port, "protocol": "TCP", "targetPort": target}],
                "sessionAffinity": "None", "internalTrafficPolicy": "Cluster", **spec}
        if not body["selector"]:
            del body["selector"]
        if kind == "ExternalName":
            del body["clusterIP"], body["internalTrafficPolicy"]
        status = {"ingress": [{"ip": f"192.0.2.{number % 200 + 10}"}]} if kind == "LoadBalancer" else {}
        made = self.make("v1", "Service", namespace, name, labels={"app.kubernetes.io/part-of": "shop"}, spec=body,
                         status={"loadBalancer": status})
        self.cluster.services.append(made)
        return made

    def config_map(self, namespace, name, **keys):
        """As it is published: key names and sizes in place of values."""
        return self.make("v1", "ConfigMap", namespace, name, facts={"keys": keys})

    def secret(self, namespace, name, kind="Opaque", certificate=None, **keys):
        """As it is published: key names and sizes, and what is public of a certificate."""
        facts = {"keys": {"tls.crt": 3566, "tls.key": 1704} if certificate else keys,
                 "certificates": {"tls.crt": certificate} if certificate else {}}
        if certificate:
            facts["keyFits"] = True
        return self.make("v1", "Secret", namespace, name, type="kubernetes.io/tls" if certificate else kind,
                         facts=facts)

    def ingress(self, namespace, name, host, paths, ingress_class="nginx", tls=None, served=True):
        return self.make(
            "networking.k8s.io/v1", "Ingress", namespace, name, generation=1,
            spec={"ingressClassName": ingress_class,
                  "rules": [{"host": host, "http": {"paths": [
                      {"path": path, "pathType": "Prefix",
                       "backend": {"service": {"name": service, "port": {"number": port}}}}
                      for path, service, port in paths]}}],
                  **({"tls": [{"hosts": [host], "secretName": tls}]} if tls else {})},
            status={"loadBalancer": {"ingress": [{"ip": "192.0.2.80"}]} if served else {}})

    def claim(self, namespace, name, storage_class="standard", size="20Gi", phase="Bound", volume=None, **status):
        spec = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": size}},
                "storageClassName": storage_class, "volumeMode": "Filesystem"}
        made = self.make("v1", "PersistentVolumeClaim", namespace, name, spec=spec,
                         status={"phase": phase, **status})
        if phase == "Bound":
            self.bound(made)
        return made

    def bound(self, claim):
        """The provisioner has made a volume for the claim."""
        meta = claim["metadata"]
        name = "pvc-" + meta["uid"]
        size = claim["spec"]["resources"]["requests"]["storage"]
        self.make("v1", "PersistentVolume", "", name, annotations={"pv.kubernetes.io/provisioned-by": "disk.csi.shop.example"},
                  spec={"capacity": {"storage": size}, "accessModes": ["ReadWriteOnce"], "volumeMode": "Filesystem",
                        "persistentVolumeReclaimPolicy": "Delete",
                        "storageClassName": claim["spec"]["storageClassName"],
                        "csi": {"driver": "disk.csi.shop.example", "volumeHandle": "disk-" + word(12, name)},
                        "claimRef": {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "namespace": meta["namespace"],
                                     "name": meta["name"], "uid": meta["uid"]}},
                  status={"phase": "Bound"})
        claim["spec"]["volumeName"] = name
        claim["status"] = {"phase": "Bound", "accessModes": ["ReadWriteOnce"], "capacity": {"storage": size}}
        self.cluster.put(claim)

    def autoscaler(self, namespace, name, target, low, high, conditions):
        made = self.make(
            "autoscaling/v2", "HorizontalPodAutoscaler", namespace, name,
            spec={"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": target},
                  "minReplicas": low, "maxReplicas": high,
                  "metrics": [{"type": "Resource", "resource": {
                      "name": "cpu", "target": {"type": "Utilization", "averageUtilization": 70}}}]},
            status={"currentReplicas": low, "desiredReplicas": low})
        for kind, status, reason, message in conditions:
            self.cluster.set_condition(made, kind, status, reason, message,
                                       since=-DAY if self.initial else None)
        return self.cluster.put(made)

    def node(self, name, control_plane=False, ready=True):
        labels = {"kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64",
                  "topology.kubernetes.io/zone": "zone-a" if name in GENERAL else "zone-b"}
        if control_plane:
            labels["node-role.kubernetes.io/control-plane"] = ""
        else:
            labels["shop.example.com/pool"] = "general" if name in GENERAL else "spot"
        number = 10 + (int(name[-1]) if not control_plane else 0)
        resource = {
            "apiVersion": "v1", "kind": "Node", "metadata": {"name": name, "labels": labels},
            "spec": {"podCIDR": f"10.244.{number - 10}.0/24"},
            "status": {
                "capacity": {"cpu": "8", "memory": "32853752Ki", "ephemeral-storage": "101430960Ki", "pods": "110"},
                "allocatable": {"cpu": "7800m", "memory": "31829752Ki", "ephemeral-storage": "93478772Ki", "pods": "110"},
                "addresses": [{"type": "InternalIP", "address": f"10.20.0.{number}"}, {"type": "Hostname", "address": name}],
                "nodeInfo": {"kubeletVersion": "v1.36.1", "containerRuntimeVersion": "containerd://2.1.4",
                             "kernelVersion": "6.12.9", "osImage": "Debian GNU/Linux 13 (trixie)",
                             "operatingSystem": "linux", "architecture": "amd64"}}}
        if self.initial:
            resource["metadata"]["creationTimestamp"] = stamp(-60 * DAY)
        if control_plane:
            resource["spec"]["taints"] = [{"key": "node-role.kubernetes.io/control-plane", "effect": "NoSchedule"}]
        since = -12 * DAY if self.initial else None
        for kind, reason, message in (
                ("MemoryPressure", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
                ("DiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
                ("PIDPressure", "KubeletHasSufficientPID", "kubelet has sufficient PID available")):
            self.cluster.set_condition(resource, kind, "False", reason, message, since=since)
        if ready:
            self.cluster.set_condition(resource, "Ready", "True", "KubeletReady", "kubelet is posting ready status",
                                       since=since)
        else:
            self.cluster.set_condition(
                resource, "Ready", "False", "KubeletNotReady",
                "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady "
                "message:Network plugin returns error: cni plugin not initialized")
        self.nodes[name] = resource
        return self.cluster.put(resource)

    # ---- the initial state

    def _cluster_scoped(self):
        self.node("cp-1", control_plane=True)
        for name in WORKERS:
            self.node(name)
        self.make("storage.k8s.io/v1", "StorageClass", "", "standard",
                  annotations={"storageclass.kubernetes.io/is-default-class": "true"},
                  provisioner="disk.csi.shop.example", reclaimPolicy="Delete", volumeBindingMode="Immediate")
        self.make("storage.k8s.io/v1", "CSIDriver", "", "disk.csi.shop.example", spec={"attachRequired": True})
        self.make("networking.k8s.io/v1", "IngressClass", "", "nginx",
                  annotations={"ingressclass.kubernetes.io/is-default-class": "true"},
                  spec={"controller": "k8s.io/ingress-nginx"})
        for name, value in (("system-cluster-critical", 2_000_000_000), ("system-node-critical", 2_000_001_000)):
            self.make("scheduling.k8s.io/v1", "PriorityClass", "", name, value=value, globalDefault=False)
        for plural, kind, group in (("externalsecrets", "ExternalSecret", "external-secrets.io"),
                                    ("secretstores", "SecretStore", "external-secrets.io"),
                                    ("gateways", "Gateway", "gateway.networking.k8s.io"),
                                    ("gatewayclasses", "GatewayClass", "gateway.networking.k8s.io"),
                                    ("httproutes", "HTTPRoute", "gateway.networking.k8s.io")):
            self.make("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", f"{plural}.{group}", generation=1,
                      spec={"group": group, "scope": "Cluster" if kind == "GatewayClass" else "Namespaced",
                            "names": {"kind": kind, "plural": plural},
                            "versions": [{"name": "v1", "served": True, "storage": True}]},
                      status={"storedVersions": ["v1"], "conditions": [
                          {"type": "NamesAccepted", "status": "True", "reason": "NoConflicts",
                           "message": "no conflicts found", "lastTransitionTime": stamp(-20 * DAY)},
                          {"type": "Established", "status": "True", "reason": "InitialNamesAccepted",
                           "message": "the initial names have been accepted", "lastTransitionTime": stamp(-20 * DAY)}]})

    def _namespace(self, name):
        labels = {"kubernetes.io/metadata.name": name}
        if name == "batch":
            labels["pod-security.kubernetes.io/enforce"] = "baseline"
        if name == "checkout":
            labels["shop.example.com/policy"] = "enforced"
        self.make("v1", "Namespace", "", name, labels=labels, spec={"finalizers": ["kubernetes"]},
                  status={"phase": "Active"})
        self.make("v1", "ServiceAccount", name, "default")
        self.config_map(name, "kube-root-ca.crt", **{"ca.crt": 1107})

    def _platform(self):
        cluster = self.cluster
        everywhere = {"tolerations": [{"operator": "Exists"}]}
        self.deployment("platform", "ingress-nginx", 2, nodes=("worker-1", "worker-3"), service=False,
                        image="registry.k8s.io/ingress-nginx/controller", tag="v1.14.1")
        self.service("platform", "ingress-nginx", kind="LoadBalancer")
        self.deployment("platform", "edge-gateway", 2, nodes=("worker-2", "worker-1"))
        self.deployment("platform", "policy-webhook", 2, nodes=("worker-1", "worker-3"), service=False)
        self.service("platform", "policy-webhook", port=443)
        self.deployment("platform", "legacy-injector", 1, nodes=("worker-3",), service=False)
        self.service("platform", "legacy-injector", port=443)
        self.deployment("platform", "external-secrets", 1, nodes=("worker-2",), service=False)
        self.deployment("platform", "cluster-autoscaler", 1, nodes=("worker-3",), service=False)
        self.work["log-agent"] = DaemonSet(cluster, "platform", "log-agent",
                                           template("log-agent", **everywhere), ("cp-1",) + WORKERS)
        self.work["node-metrics"] = DaemonSet(
            cluster, "platform", "node-metrics",
            template("node-metrics", nodeSelector={"shop.example.com/pool": "general"}), GENERAL)
        self.deployment("kube-system", "coredns", 2, nodes=("worker-1", "worker-2"), service=False,
                        image="registry.k8s.io/coredns/coredns", tag="v1.13.1",
                        priorityClassName="system-cluster-critical", priority=2_000_000_000)
        self.service("kube-system", "kube-dns", selector={"app.kubernetes.io/name": "coredns"}, port=53)
        self.work["kube-proxy"] = DaemonSet(
            cluster, "kube-system", "kube-proxy",
            template("kube-proxy", image="registry.k8s.io/kube-proxy", tag="v1.36.1", hostNetwork=True,
                     priorityClassName="system-node-critical", priority=2_000_001_000, **everywhere),
            ("cp-1",) + WORKERS)
        cluster.new_pod(self.nodes["cp-1"], "kube-apiserver-cp-1", {
            "metadata": {"labels": {"component": "kube-apiserver", "tier": "control-plane"},
                         "annotations": {"kubernetes.io/config.mirror": word(32, "kube-apiserver-cp-1"),
                                         "kubernetes.io/config.source": "file"}},
            "spec": template("kube-apiserver", image="registry.k8s.io/kube-apiserver", tag="v1.36.1",
                             hostNetwork=True)["spec"]},
            {"namespace": "kube-system", "node": "cp-1", "born": -12 * DAY}, initial=True)
        self.make("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "", "shop-policies",
                  generation=2, webhooks=[self._webhook(
                      "ingresses.policy.shop.example.com", "policy-webhook", "Fail", "networking.k8s.io", "ingresses")])
        self.make("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "", "legacy-injector",
                  generation=1, webhooks=[self._webhook(
                      "pods.legacy-injector.shop.example.com", "legacy-injector", "Ignore", "", "pods")])
        self._edge()

    @staticmethod
    def _webhook(name, service, policy, group, resource):
        return {"name": name, "failurePolicy": policy, "matchPolicy": "Equivalent", "sideEffects": "None",
                "timeoutSeconds": 5, "admissionReviewVersions": ["v1"],
                "clientConfig": {"service": {"namespace": "platform", "name": service, "path": "/admit", "port": 443},
                                 "caBundleFacts": {"present": True, "notAfter": "2035-06-01T00:00:00Z"}},
                "namespaceSelector": {"matchLabels": {"shop.example.com/policy": "enforced"}},
                "objectSelector": {},
                "rules": [{"apiGroups": [group], "apiVersions": ["v1"], "operations": ["CREATE", "UPDATE"],
                           "resources": [resource], "scope": "*"}]}

    def _edge(self):
        """The Gateway API side of the platform, and the certificates."""
        gateway_class = self.make("gateway.networking.k8s.io/v1", "GatewayClass", "", "shop-edge", generation=1,
                                  spec={"controllerName": "gateway.shop.example/controller"})
        self.cluster.put(self.cluster.set_condition(
            gateway_class, "Accepted", "True", "Accepted", "Accepted by the controller", since=-20 * DAY,
            observedGeneration=1))
        gateway = self.make(
            "gateway.networking.k8s.io/v1", "Gateway", "platform", "edge", generation=1,
            spec={"gatewayClassName": "shop-edge", "listeners": [
                {"name": "https", "port": 443, "protocol": "HTTPS",
                 "tls": {"mode": "Terminate", "certificateRefs": [{"group": "", "kind": "Secret", "name": "edge-mtls"}]},
                 "allowedRoutes": {"namespaces": {"from": "All"}}}]},
            status={"addresses": [{"type": "IPAddress", "value": "192.0.2.90"}],
                    "listeners": [{"name": "https", "attachedRoutes": 1, "supportedKinds": [], "conditions": [
                        {"type": kind, "status": "True", "reason": kind, "message": "", "observedGeneration": 1,
                         "lastTransitionTime": stamp(-20 * DAY)} for kind in ("Accepted", "Programmed", "ResolvedRefs")]}]})
        for kind in ("Accepted", "Programmed"):
            self.cluster.set_condition(gateway, kind, "True", kind, "", since=-20 * DAY, observedGeneration=1)
        self.cluster.put(gateway)
        # 90 days; the last 14 days begin at 09:12:00.
        self.secret("storefront", "shop-tls", certificate={
            "notBefore": "2025-12-16T09:12:00Z", "notAfter": "2026-03-16T09:12:00Z",
            "dnsNames": ["shop.example.com"], "ipAddresses": []})
        # One hour, from an internal authority; its last fifth begins at 09:10:00.
        self.secret("platform", "edge-mtls", certificate={
            "notBefore": "2026-03-02T08:22:00Z", "notAfter": "2026-03-02T09:22:00Z",
            "dnsNames": ["edge.shop.example.com"], "ipAddresses": []})
        self.secret("checkout", "pay-tls", certificate={
            "notBefore": "2026-01-20T00:00:00Z", "notAfter": "2026-04-20T00:00:00Z",
            "dnsNames": ["pay.shop.example.com"], "ipAddresses": []})

    def route(self, namespace, name, host, backend, port=80, section=None, backend_namespace=None):
        parent = {"group": "gateway.networking.k8s.io", "kind": "Gateway", "namespace": "platform", "name": "edge",
                  **({"sectionName": section} if section else {})}
        backend_ref = {"group": "", "kind": "Service", "name": backend, "port": port, "weight": 1}
        if backend_namespace:
            backend_ref["namespace"] = backend_namespace
        return self.make("gateway.networking.k8s.io/v1", "HTTPRoute", namespace, name, generation=1,
                         spec={"hostnames": [host], "parentRefs": [parent],
                               "rules": [{"matches": [{"path": {"type": "PathPrefix", "value": "/"}}],
                                          "backendRefs": [backend_ref]}]})

    def judged(self, route, accepted=("True", "Accepted", ""), resolved=("True", "ResolvedRefs", "")):
        """What the gateway's controller says of a route."""
        since = stamp(-20 * DAY if self.initial else self.cluster.now)
        known = {entry["type"]: entry for parent in route.get("status", {}).get("parents", [])
                 for entry in parent["conditions"]}
        conditions = []
        for kind, (status, reason, message) in (("Accepted", accepted), ("ResolvedRefs", resolved)):
            same = known.get(kind, {}).get("status") == status
            conditions.append({"type": kind, "status": status, "reason": reason, "message": message,
                               "observedGeneration": route["metadata"]["generation"],
                               "lastTransitionTime": known[kind]["lastTransitionTime"] if same else since})
        route["status"] = {"parents": [{"parentRef": route["spec"]["parentRefs"][0],
                                        "controllerName": "gateway.shop.example/controller",
                                        "conditions": conditions}]}
        return self.cluster.put(route)

    def _storefront(self):
        self.deployment("storefront", "web", 60, tag="2.40.1", cpu="50m", memory="96Mi", liveness=False,
                        strategy={"type": "Recreate"}, deadline=120, ready_after=6.0)
        self.deployment("storefront", "bff", 3, cpu="500m")
        self.deployment("storefront", "search-ui", 2)
        self.deployment("storefront", "assets", 4, nodes=("worker-1", "worker-2", "worker-3", "worker-2"),
                        env_from=[{"configMapRef": {"name": "assets-overrides", "optional": True}}])
        self.deployment("storefront", "banner", 2)
        self.deployment("storefront", "black-friday", 0)
        self.service("storefront", "status-page", selector={}, kind="ExternalName",
                     externalName="status.shop.example.com")
        self.ingress("storefront", "shop", "shop.example.com", (("/", "web", 80), ("/api", "bff", 80)), tls="shop-tls")
        self.ingress("storefront", "banner", "banner.shop.example.com", (("/", "banner", 80),))
        self.ingress("storefront", "search", "search.shop.example.com", (("/", "search-ui", 80),))
        self.judged(self.route("storefront", "api", "api.shop.example.com", "bff"))
        self.autoscaler("storefront", "bff", "bff", 3, 10, SATISFIED)

    def _checkout(self):
        for name, replicas in (("cart", 3), ("payment", 2), ("orders", 3), ("invoice", 2), ("notifications", 2)):
            self.deployment("checkout", name, replicas)
        self.deployment("checkout", "fraud-check", 1, nodes=("worker-4", "worker-1"))
        self.deployment("checkout", "ledger", 1, nodes=("worker-2",))
        self.ingress("checkout", "pay", "pay.shop.example.com", (("/", "payment", 80),), tls="pay-tls")
        self.autoscaler("checkout", "payment", "payment", 2, 8, SATISFIED)
        store = self.make("external-secrets.io/v1", "SecretStore", "checkout", "vault", generation=1,
                          spec={"provider": {"vault": {"server": "https://vault.shop.example", "path": "kv"}}})
        self.cluster.put(self.cluster.set_condition(store, "Ready", "True", "Valid", "store validated", since=-9 * DAY))
        self.external_secret("cart-session", "True", "SecretSynced", "secret synced")
        self.secret("checkout", "cart-session", **{"session-key": 32})

    def external_secret(self, name, status, reason, message):
        made = self.make("external-secrets.io/v1", "ExternalSecret", "checkout", name, generation=1,
                         spec={"refreshInterval": "1m0s", "secretStoreRef": {"kind": "SecretStore", "name": "vault"},
                               "target": {"name": name, "creationPolicy": "Owner"},
                               "dataFrom": [{"extract": {"key": f"checkout/{name}"}}]})
        return self.cluster.put(self.cluster.set_condition(
            made, "Ready", status, reason, message, since=-9 * DAY if self.initial else None))

    def _catalog(self):
        self.config_map("catalog", "products-flags", FEATURE_BUNDLES=4, FEATURE_SWATCHES=5)
        self.config_map("catalog", "prices-settings", **{"currency.default": 3, "rounding": 7})
        self.deployment("catalog", "products", 3, env_from=[{"configMapRef": {"name": "products-flags"}}])
        self.deployment("catalog", "prices", 2, nodes=("worker-1", "worker-5", "worker-3"))
        self.deployment("catalog", "stock", 2, nodes=("worker-1", "worker-3"))
        self.deployment("catalog", "recommender", 2, nodes=("worker-2", "worker-3"), memory="512Mi")
        self.deployment("catalog", "importer", 1, nodes=("worker-3",), strategy={"type": "Recreate"})
        self.deployment("catalog", "thumbnails", 2, nodes=("worker-1", "worker-2"), cpu="3")
        self.claim("catalog", "old-media")
        job = self.job("catalog", "products-migrate", -4000)
        self.succeed(job, self.job_pod(job, template("products"), "worker-2", -3990), -3960)

    def _data(self):
        self.stateful("products-db", 3, GENERAL)
        self.stateful("orders-db", 1, ("worker-4",))
        self.stateful("search-index", 3, GENERAL, service="search-index-nodes")
        self.stateful("queue", 1, ("worker-3", "worker-1", "worker-2"))
        self.secret("data", "registry-credentials", kind="kubernetes.io/dockerconfigjson", **{".dockerconfigjson": 148})
        self.deployment("data", "cache", 2, nodes=("worker-1", "worker-4"), image="docker.io/valkey/valkey", tag="9.0.1")

    def stateful(self, name, replicas, nodes, service=None, namespace="data", behaviour=None, **spec):
        self.service(namespace, service or name, selector={"app.kubernetes.io/name": name}, headless=True, port=5432)
        for ordinal in range(replicas):
            self.claim(namespace, f"data-{name}-{ordinal}")
        claims = [{"metadata": {"name": "data"}, "spec": {
            "accessModes": ["ReadWriteOnce"], "storageClassName": "standard",
            "resources": {"requests": {"storage": "20Gi"}}}}]
        self.work[name] = StatefulSet(self.cluster, namespace, name, replicas, template(name, port=5432, **spec),
                                      nodes, service or name, initial=True, claims=claims, behaviour=behaviour)

    def _batch(self):
        self.make("v1", "ResourceQuota", "batch", "batch-services",
                  spec={"hard": {"requests.cpu": "4"}, "scopes": ["NotTerminating"]},
                  status={"hard": {"requests.cpu": "4"}, "used": {"requests.cpu": "2"}})
        self.make("v1", "LimitRange", "batch", "defaults", spec={"limits": [
            {"type": "Container", "default": {"memory": "256Mi"}, "defaultRequest": {"cpu": "100m", "memory": "128Mi"}}]})
        self.deployment("batch", "label-printer", 2, nodes=GENERAL, cpu="1")
        self.cron_job("feed-export", "*/5 * * * *", -300)
        self.cron_job("price-sync", "*/10 * * * *", -600)
        self.cron_job("stock-count", "*/5 * * * *", -300)
        self.cron_job("nightly-report", "0 2 * * *", -9 * DAY, suspend=True)

    # ---- jobs

    def cron_job(self, name, schedule, last, suspend=False):
        self.work[name] = self.make(
            "batch/v1", "CronJob", "batch", name, generation=1,
            spec={"schedule": schedule, "timeZone": "Etc/UTC", "suspend": suspend, "concurrencyPolicy": "Forbid",
                  "successfulJobsHistoryLimit": 1, "failedJobsHistoryLimit": 1,
                  "jobTemplate": {"spec": {"backoffLimit": 1, "template": self.job_template(name)}}},
            status={"lastScheduleTime": stamp(last), "lastSuccessfulTime": stamp(last + 21)})

    @staticmethod
    def job_template(name):
        pods = template(name, cpu="50m", restartPolicy="Never", activeDeadlineSeconds=600, liveness=False)
        container = pods["spec"]["containers"][0]
        container.pop("readinessProbe")
        container.pop("ports")
        return pods

    def job(self, namespace, name, at, owner=None, backoff=1, template_name=None):
        job = {"apiVersion": "batch/v1", "kind": "Job",
               "metadata": {"name": name, "namespace": namespace, "generation": 1},
               "spec": {"backoffLimit": backoff, "completions": 1, "parallelism": 1, "completionMode": "NonIndexed",
                        "suspend": False, "template": self.job_template(template_name or name)},
               "status": {"startTime": stamp(at), "active": 1}}
        if owner is not None:
            job["metadata"]["ownerReferences"] = [reference(owner)]
        if self.initial:
            job["metadata"]["creationTimestamp"] = stamp(at)
        return self.cluster.put(job)

    def job_pod(self, job, pods, node, since=None):
        cluster = self.cluster
        meta = job["metadata"]
        number = len(self.pods_of(job))
        pods = {"metadata": {"labels": {**pods["metadata"]["labels"], "batch.kubernetes.io/job-name": meta["name"],
                                        "batch.kubernetes.io/controller-uid": meta["uid"]}},
                "spec": {**self.job_template(pods["metadata"]["labels"]["app.kubernetes.io/name"])["spec"]}}
        pod = cluster.new_pod(job, f"{meta['name']}-{word(5, meta['name'], number)}", pods,
                              {"namespace": meta["namespace"], "node": node, "born": since},
                              initial=self.initial)
        if not self.initial:
            cluster.when_alive(0.1, pod, cluster.bind, pod, node)
            cluster.when_alive(1.5, pod, cluster.running, pod)
            cluster.when_alive(1.5, pod, cluster.ready, pod)
        return pod

    def pods_of(self, owner):
        uid = owner["metadata"]["uid"]
        return [pod for pod in self.cluster.pods.values() if pod["metadata"]["ownerReferences"][0]["uid"] == uid]

    def end_pod(self, pod, code, at):
        reason = "Completed" if code == 0 else "Error"
        entry = pod["status"]["containerStatuses"][0]
        begun = entry["state"].get("running", {}).get("startedAt", stamp(at - 10))
        entry["state"] = {"terminated": {"exitCode": code, "reason": reason, "startedAt": begun,
                                         "finishedAt": stamp(at), "containerID": entry["containerID"]}}
        entry["ready"] = False
        entry["started"] = False
        pod["status"]["phase"] = "Succeeded" if code == 0 else "Failed"
        for kind in ("Ready", "ContainersReady"):
            self.cluster.set_condition(pod, kind, "False", "PodCompleted" if code == 0 else "PodFailed", since=at)
        self.cluster.put(pod)

    def succeed(self, job, pod, at=None):
        at = self.cluster.now if at is None else at
        self.end_pod(pod, 0, at)
        job["status"] = {"startTime": job["status"]["startTime"], "completionTime": stamp(at), "succeeded": 1,
                         "terminating": 0, "ready": 0}
        for kind in ("SuccessCriteriaMet", "Complete"):
            self.cluster.set_condition(job, kind, "True", "CompletionsReached",
                                       "Reached expected number of succeeded pods", since=at,
                                       lastProbeTime=stamp(at))
        self.cluster.put(job)

    def give_up(self, job, failed):
        now = self.cluster.now
        job["status"] = {"startTime": job["status"]["startTime"], "failed": failed, "terminating": 0, "ready": 0}
        for kind in ("FailureTarget", "Failed"):
            self.cluster.set_condition(job, kind, "True", "BackoffLimitExceeded",
                                       "Job has reached the specified backoff limit", lastProbeTime=stamp(now))
        self.cluster.put(job)
        self.cluster.event(job, "BackoffLimitExceeded", "Job has reached the specified backoff limit",
                           source="job-controller")
