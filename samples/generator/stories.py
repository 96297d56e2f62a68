"""What happens in the shop between 09:00 and 09:30. Each story says what goes wrong, when, and when it is put right.

samples/README.md tells them as one table, with the failures that follow from each.
"""

from .simulation import is_true, stamp, terminating
from .workloads import StatefulSet
from .world import GENERAL, REGISTRY, template


def no_node(nodes, clauses, helpless=None):
    """The scheduler's words, as it writes them since 1.34."""
    helpless = nodes if helpless is None else helpless
    rest = f", {nodes - helpless} No preemption victims found for incoming pod" if nodes > helpless else ""
    return (f"0/{nodes} nodes are available: {clauses}. no new claims to deallocate, preemption: 0/{nodes} nodes are "
            f"available: {helpless} Preemption is not helpful for scheduling{rest}.")


def container(pod_spec):
    return pod_spec["containers"][0]


def image(tag):
    """A change of a template: another tag of the same image."""
    def change(spec):
        container(spec)["image"] = container(spec)["image"].rsplit(":", 1)[0] + ":" + tag
    return change


def pull_failure(shop, node_of, error):
    """The kubelet tries to pull, fails, backs off, and tries again."""
    cluster = shop.cluster

    def behaviour(pod):
        node = node_of() if callable(node_of) else node_of
        name = container(pod["spec"])["image"]
        text = error.format(image=name)
        field = f"spec.containers{{{container(pod['spec'])['name']}}}"

        def fail():
            cluster.waiting(pod, "ErrImagePull", text)
            cluster.event(pod, "Failed", f'Failed to pull image "{name}": {text}', field=field, host=node)

        def back_off():
            cluster.waiting(pod, "ImagePullBackOff", f'Back-off pulling image "{name}": ErrImagePull: {text}')

        cluster.when_alive(0.1, pod, cluster.bind, pod, node)
        for moment, step in ((4.0, fail), (17.0, back_off), (96.0, fail), (110.0, back_off)):
            cluster.when_alive(moment, pod, step)
    return behaviour


def crash_loop(shop, nodes, runs_for, code):
    """The first container ends a moment after each start; after each end the kubelet waits longer."""
    cluster = shop.cluster
    turn = iter(nodes)

    def behaviour(pod):
        node = next(turn)
        cluster.when_alive(0.1, pod, cluster.bind, pod, node)

        def start(first):
            if first:
                cluster.running(pod)
            else:
                cluster.restarted(pod)
            cluster.when_alive(runs_for, pod, crash)

        def crash():
            cluster.crashed(pod, "Error", code)
            restarts = pod["status"]["containerStatuses"][0]["restartCount"]
            cluster.when_alive(min(300, 10 * 2 ** (restarts - 1)) + 0.5 if restarts else 1, pod, start, False)

        cluster.when_alive(2.0, pod, start, True)
    return behaviour


# ---- storefront

def broken_image(shop):
    """The 60 replicas of web are replaced at once by an image that was never pushed."""
    cluster, web = shop.cluster, shop.work["web"]
    error = ('rpc error: code = NotFound desc = failed to pull and unpack image "{image}": failed to resolve '
             'reference "{image}": {image}: not found')
    cluster.at("09:00:08", web.rollout, image("2.41.0-rc1"), pull_failure(shop, web.next_node, error))
    cluster.at("09:07:00", web.rollback)


def selector_typo(shop):
    """Somebody mistypes a label in the selector of a Service."""
    def select(name):
        service = shop.cluster.get("v1", "Service", "storefront", "banner")
        shop.cluster.edit(service, lambda it: it["spec"].update(selector={"app.kubernetes.io/name": name}))
    shop.cluster.at("09:11:00", select, "baner")
    shop.cluster.at("09:21:00", select, "banner")


def wrong_ingress_port(shop):
    """An Ingress is pointed at a port that its Service does not have."""
    def port(number):
        ingress = shop.cluster.get("networking.k8s.io/v1", "Ingress", "storefront", "search")

        def change(it):
            it["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]["port"]["number"] = number
        shop.cluster.edit(ingress, change)
    shop.cluster.at("09:13:30", port, 8081)
    shop.cluster.at("09:18:00", port, 80)


def autoscaler_without_target(shop):
    """An autoscaler is made for a Deployment that has been renamed."""
    cluster = shop.cluster

    def create():
        shop.autoscaler("storefront", "search", "search-frontend", 2, 6, (
            ("AbleToScale", "False", "FailedGetScale",
             "the HPA controller was unable to get the target's current scale: "
             'deployments.apps "search-frontend" not found'),))

    def repair():
        found = cluster.get("autoscaling/v2", "HorizontalPodAutoscaler", "storefront", "search")
        found["spec"]["scaleTargetRef"]["name"] = "search-ui"
        cluster.set_condition(found, "AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size")
        cluster.set_condition(found, "ScalingActive", "True", "ValidMetricFound",
                              "the HPA was able to successfully calculate a replica count from cpu resource "
                              "utilization (percentage of request)")
        cluster.put(found)

    cluster.at("09:09:00", create)
    cluster.at("09:17:30", repair)


def autoscaler_cannot_write(shop):
    """The autoscaler of payment cannot write what it has computed."""
    cluster = shop.cluster
    found = cluster.get("autoscaling/v2", "HorizontalPodAutoscaler", "checkout", "payment")

    def judged(*verdict):
        cluster.put(cluster.set_condition(found, "AbleToScale", *verdict))

    cluster.at("09:23:00", judged, "False", "FailedUpdateScale",
               "the HPA controller was unable to update the target scale: Internal error occurred: etcdserver: "
               "request timed out")
    cluster.at("09:27:00", judged, "True", "SucceededRescale", "the HPA controller was able to update the target scale")


def routes(shop):
    """Three HTTPRoutes that lead nowhere, each in its own way."""
    cluster = shop.cluster

    def missing_backend():
        shop.judged(shop.route("storefront", "bff-preview", "preview.shop.example.com", "bff-v2"),
                    resolved=("False", "BackendNotFound", "Service storefront/bff-v2 not found"))

    def repair_backend():
        route = cluster.get("gateway.networking.k8s.io/v1", "HTTPRoute", "storefront", "bff-preview")
        cluster.edit(route, lambda it: it["spec"]["rules"][0]["backendRefs"][0].update(name="bff"))
        cluster.after(1, shop.judged, route)

    def missing_listener():
        shop.judged(shop.route("storefront", "docs", "docs.shop.example.com", "assets", section="https-docs"),
                    accepted=("False", "NoMatchingParent", "No listener named https-docs"))

    def refused():
        shop.judged(shop.route("catalog", "partner", "partner.shop.example.com", "cache", backend_namespace="data"),
                    resolved=("False", "RefNotPermitted",
                              "Backend ref to Service data/cache not permitted by any ReferenceGrant"))

    def permitted():
        shop.judged(cluster.get("gateway.networking.k8s.io/v1", "HTTPRoute", "catalog", "partner"))

    cluster.at("09:05:30", missing_backend)
    cluster.at("09:09:30", repair_backend)
    cluster.at("09:12:00", missing_listener)
    cluster.at("09:14:00", refused)
    cluster.at("09:19:00", permitted)


def disk_pressure(shop):
    """worker-2 runs out of disk space and evicts the two pods of assets that it runs."""
    cluster = shop.cluster
    node = shop.nodes["worker-2"]

    def pressure():
        cluster.set_condition(node, "DiskPressure", "True", "KubeletHasDiskPressure", "kubelet has disk pressure")
        node["spec"]["taints"] = [{"key": "node.kubernetes.io/disk-pressure", "effect": "NoSchedule",
                                   "timeAdded": stamp(cluster.now)}]
        cluster.put(node)
        cluster.event(node, "EvictionThresholdMet", "Attempting to reclaim ephemeral-storage", host="worker-2")

    def evict():
        for pod in shop.work["assets"].pods():
            if pod["spec"].get("nodeName") == "worker-2" and pod["status"]["phase"] == "Running":
                text = ("The node was low on resource: ephemeral-storage. Threshold quantity: 10143095920, available: "
                        "8123456Ki. Container assets was using 1873412Ki, request is 0, has larger consumption of "
                        "ephemeral-storage. ")
                cluster.set_condition(pod, "DisruptionTarget", "True", "TerminationByKubelet", text)
                pod["status"].update(reason="Evicted", message=text)
                shop.end_pod(pod, 137, cluster.now)
                cluster.event(pod, "Evicted", text, host="worker-2")

    def relief():
        cluster.set_condition(node, "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure")
        node["spec"].pop("taints")
        cluster.put(node)

    def tidy():
        for pod in shop.work["assets"].pods():
            if pod["status"]["phase"] == "Failed":
                cluster.delete_pod(pod)

    cluster.at("09:17:00", pressure)
    cluster.at("09:17:20", evict)
    cluster.at("09:19:30", relief)
    cluster.at("09:24:00", tidy)


def certificates(shop):
    """Two certificates near their end; one is renewed."""
    def renew():
        secret = shop.cluster.get("v1", "Secret", "storefront", "shop-tls")
        secret["facts"]["certificates"]["tls.crt"].update(
            notBefore="2026-03-02T09:23:58Z", notAfter="2026-05-31T09:23:58Z")
        shop.cluster.put(secret)
    shop.cluster.at("09:24:00", renew)


# ---- checkout

def secret_never_synced(shop):
    """payment starts to use a Secret that the ExternalSecret cannot fetch."""
    cluster, payment = shop.cluster, shop.work["payment"]

    def failing():
        shop.external_secret("payment-credentials", "False", "SecretSyncedError",
                             "could not get secret data from provider: permission denied")
        made = cluster.get("external-secrets.io/v1", "ExternalSecret", "checkout", "payment-credentials")
        cluster.event(made, "UpdateFailed", "could not get secret data from provider: permission denied",
                      source="external-secrets")

    def waits(pod):
        text = 'secret "payment-credentials" not found'

        def wait():
            cluster.waiting(pod, "CreateContainerConfigError", text)
            cluster.event(pod, "Failed", f"Error: {text}", field="spec.containers{payment}", host="worker-1")
        cluster.when_alive(0.1, pod, cluster.bind, pod, "worker-1")
        cluster.when_alive(2.0, pod, wait)
        stuck.append(pod)

    def use(spec):
        container(spec)["envFrom"] = [{"secretRef": {"name": "payment-credentials"}}]

    def synced():
        made = cluster.get("external-secrets.io/v1", "ExternalSecret", "checkout", "payment-credentials")
        cluster.put(cluster.set_condition(made, "Ready", "True", "SecretSynced", "secret synced"))
        shop.secret("checkout", "payment-credentials", **{"api-user": 12, "api-token": 40})
        payment.behaviour = None
        for pod in stuck:
            cluster.when_alive(6, pod, cluster.running, pod)
            cluster.when_alive(12, pod, cluster.ready, pod)

    stuck = []
    cluster.at("09:02:00", failing)
    cluster.at("09:03:00", payment.rollout, use, waits)
    cluster.at("09:22:00", synced)


def renamed_target_port(shop):
    """A Service's target port gets a name that no container declares."""
    def target(name):
        service = shop.cluster.get("v1", "Service", "checkout", "invoice")
        shop.cluster.edit(service, lambda it: it["spec"]["ports"][0].update(targetPort=name))
    shop.cluster.at("09:07:30", target, "http-web")
    shop.cluster.at("09:12:00", target, "http")


def new_ingress(shop):
    """A new Ingress whose Service and certificate do not exist yet."""
    cluster = shop.cluster

    def create():
        shop.ingress("checkout", "checkout", "checkout.shop.example.com", (("/", "checkout-api", 80),),
                     tls="checkout-tls")

    def service():
        ingress = cluster.get("networking.k8s.io/v1", "Ingress", "checkout", "checkout")

        def change(it):
            it["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]["name"] = "cart"
        cluster.edit(ingress, change)

    def secret():
        shop.secret("checkout", "checkout-tls", certificate={
            "notBefore": "2026-03-02T09:19:55Z", "notAfter": "2026-05-31T09:19:55Z",
            "dnsNames": ["checkout.shop.example.com"], "ipAddresses": []})

    cluster.at("09:08:00", create)
    cluster.at("09:14:00", service)
    cluster.at("09:20:00", secret)


def ledger_not_ready(shop):
    """ledger stops answering its readiness probe; a new pod of orders waits for it in vain."""
    cluster = shop.cluster
    ledger, orders = shop.work["ledger"], shop.work["orders"]

    def stop():
        (pod,) = [pod for pod in ledger.pods() if not terminating(pod)]
        cluster.unready(pod)
        unhealthy(pod)

    def unhealthy(pod):
        if cluster.lives(pod) and not is_true(pod, "Ready"):
            cluster.event(pod, "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503",
                          field="spec.containers{ledger}", host="worker-2")
            cluster.when_alive(60, pod, unhealthy, pod)

    def answer():
        for pod in ledger.pods():
            cluster.ready(pod)

    def wait_for_ledger(spec):
        spec["initContainers"] = [{
            "name": "wait-for-ledger", "image": f"{REGISTRY}/base/busybox:1.37", "imagePullPolicy": "IfNotPresent",
            "command": ["sh", "-c", "for try in 1 2 3 4; do nc -z -w 1 ledger 80 && exit 0; done; exit 1"],
            "resources": {"requests": {"cpu": "10m", "memory": "16Mi"}, "limits": {"memory": "16Mi"}}}]

    def fails(pod):
        def start(first):
            entry = pod["status"]["initContainerStatuses"][0]
            if first:
                cluster.address(pod)
                entry["state"] = {"running": {"startedAt": stamp(cluster.now)}}
                entry["containerID"] = "containerd://" + pod["metadata"]["uid"].replace("-", "") * 2
                cluster.set_condition(pod, "Initialized", "False", "ContainersNotInitialized",
                                      "containers with incomplete status: [wait-for-ledger]")
                cluster.put(pod)
            else:
                cluster.restarted(pod, init=True)
            cluster.when_alive(4, pod, end)

        def end():
            cluster.crashed(pod, "Error", 1, init=True)
            restarts = pod["status"]["initContainerStatuses"][0]["restartCount"]
            cluster.when_alive(min(300, 10 * 2 ** (restarts - 1)) + 0.5 if restarts else 1, pod, start, False)

        cluster.when_alive(0.1, pod, cluster.bind, pod, "worker-1")
        cluster.when_alive(1.5, pod, start, True)

    cluster.at("09:12:00", stop)
    cluster.at("09:16:30", orders.rollout, wait_for_ledger, fails)
    cluster.at("09:21:00", answer)
    cluster.at("09:22:00", orders.rollback)


def finalizer_left(shop):
    """A pod cannot go because nobody removes its finalizer."""
    cluster, notifications = shop.cluster, shop.work["notifications"]
    held = []

    def hold():
        pod = next(pod for pod in notifications.pods() if pod["spec"]["nodeName"] in GENERAL)
        pod["metadata"]["finalizers"] = ["shop.example.com/drain-outbox"]
        held.append(pod)
        cluster.put(pod)
        cluster.delete_pod(pod)
        cluster.after(8, stopped, pod)

    def stopped(pod):
        cluster.unready(pod)

    def release():
        for pod in held:
            pod["metadata"].pop("finalizers")
            cluster.gone(pod)

    cluster.at("09:01:00", hold)
    cluster.at("09:20:00", release)


def upgrade_taint(shop):
    """Before an upgrade all workers are tainted, too early: the third pod of notifications finds no node."""
    cluster, notifications = shop.cluster, shop.work["notifications"]
    key = "shop.example.com/kernel-upgrade"
    text = no_node(7, "7 node(s) had untolerated taint(s)")
    pending = []

    def taint():
        for name, node in shop.nodes.items():
            if name != "cp-1":
                node["spec"]["taints"] = [{"key": key, "effect": "NoSchedule"}]
                cluster.put(node)

    def untaint():
        for name, node in shop.nodes.items():
            if name != "cp-1":
                node["spec"].pop("taints")
                cluster.put(node)
        for pod in pending:
            cluster.after(2, cluster.healthy, pod, "worker-3")

    def waits(pod):
        pending.append(pod)
        cluster.when_alive(0.1, pod, cluster.unschedulable, pod, text)

    def grow():
        notifications.behaviour = waits
        notifications.scale(3)

    cluster.at("09:25:55", taint)
    cluster.at("09:26:00", grow)
    cluster.at("09:28:40", untaint)


# ---- catalog

def reviews_without_database(shop):
    """reviews is installed with a database whose claim names a storage class that the cluster does not have."""
    cluster = shop.cluster
    text = no_node(6, "pod has unbound immediate PersistentVolumeClaims")
    database = []

    def waits(pod):
        database.append(pod)
        cluster.when_alive(0.1, pod, cluster.unschedulable, pod, text)

    def install():
        claim = shop.claim("catalog", "data-reviews-db-0", storage_class="fast-ssd", phase="Pending")
        no_class(claim)
        shop.service("catalog", "reviews-db-pods", selector={"app.kubernetes.io/name": "reviews-db"}, headless=True,
                     port=5432)
        shop.service("catalog", "reviews-db", port=5432)
        claims = [{"metadata": {"name": "data"}, "spec": {
            "accessModes": ["ReadWriteOnce"], "storageClassName": "fast-ssd",
            "resources": {"requests": {"storage": "20Gi"}}}}]
        shop.work["reviews-db"] = StatefulSet(
            cluster, "catalog", "reviews-db", 1, template("reviews-db", port=5432), ("worker-2",),
            "reviews-db-pods", claims=claims, behaviour=waits)
        shop.deployment("catalog", "reviews", 2, nodes=("worker-1", "worker-3"), env={
            "DATABASE_URL": "postgres://reviews-db:5432/app"},
            behaviour=crash_loop(shop, ("worker-1", "worker-3"), 2, 1))

    def no_class(claim):
        if claim["status"]["phase"] == "Pending":
            cluster.event(claim, "ProvisioningFailed", 'storageclass.storage.k8s.io "fast-ssd" not found',
                          source="persistentvolume-controller")
            cluster.after(60, no_class, claim)

    def repair():
        shop.make("storage.k8s.io/v1", "StorageClass", "", "fast-ssd", provisioner="disk.csi.shop.example",
                  reclaimPolicy="Delete", volumeBindingMode="Immediate", parameters={"type": "ssd"})
        claim = cluster.get("v1", "PersistentVolumeClaim", "catalog", "data-reviews-db-0")
        cluster.after(6, shop.bound, claim)
        for pod in database:
            cluster.after(9, cluster.healthy, pod, "worker-2", 15.0)

    def restart():
        shop.work["reviews"].rollout(lambda spec: container(spec)["env"].append(
            {"name": "RESTARTED_AT", "value": "2026-03-02T09:15:00Z"}))

    cluster.at("09:02:00", install)
    cluster.at("09:14:00", repair)
    cluster.at("09:15:00", restart)


def missing_key(shop):
    """A new version of prices reads a key that its ConfigMap does not have."""
    cluster, prices = shop.cluster, shop.work["prices"]
    stuck = []

    def waits(pod):
        text = "couldn't find key currency.rates in ConfigMap catalog/prices-settings"

        def wait():
            cluster.waiting(pod, "CreateContainerConfigError", text)
            cluster.event(pod, "Failed", f"Error: {text}", field="spec.containers{prices}", host="worker-3")
        cluster.when_alive(0.1, pod, cluster.bind, pod, "worker-3")
        cluster.when_alive(2.0, pod, wait)
        stuck.append(pod)

    def use(spec):
        container(spec)["env"] = [{"name": "RATES", "valueFrom": {
            "configMapKeyRef": {"name": "prices-settings", "key": "currency.rates"}}}]

    def add():
        settings = cluster.get("v1", "ConfigMap", "catalog", "prices-settings")
        settings["facts"]["keys"]["currency.rates"] = 418
        cluster.put(settings)
        prices.behaviour = None
        for pod in stuck:
            cluster.when_alive(7, pod, cluster.running, pod)
            cluster.when_alive(14, pod, cluster.ready, pod)

    cluster.at("09:05:00", prices.rollout, use, waits)
    cluster.at("09:09:00", add)


def config_map_deleted(shop):
    """A ConfigMap is deleted under running pods: they go on, their next pods would not start."""
    cluster = shop.cluster
    cluster.at("09:03:30", lambda: cluster.remove(cluster.get("v1", "ConfigMap", "catalog", "products-flags")))
    cluster.at("09:11:00", shop.config_map, "catalog", "products-flags", FEATURE_BUNDLES=4, FEATURE_SWATCHES=5)


def out_of_memory(shop):
    """One of the two pods of recommender is killed at its memory limit again and again."""
    cluster, recommender = shop.cluster, shop.work["recommender"]

    def kill():
        pod = recommender.pods()[0]
        cluster.crashed(pod, "OOMKilled", 137)
        restarts = pod["status"]["containerStatuses"][0]["restartCount"]
        if restarts >= 3:
            return
        cluster.when_alive(min(300, 10 * 2 ** (restarts - 1)) + 0.5 if restarts else 1, pod, again, pod)

    def again(pod):
        cluster.restarted(pod)
        cluster.when_alive(6, pod, cluster.ready, pod)
        cluster.when_alive(40, pod, lambda: kill() if pod in recommender.pods() else None)

    def more(spec):
        container(spec)["resources"] = {"requests": {"cpu": "100m", "memory": "1Gi"}, "limits": {"memory": "1Gi"}}

    cluster.at("09:04:00", kill)
    cluster.at("09:10:30", recommender.rollout, more)


def restarts_now_and_then(shop):
    """A pod of stock runs for six minutes each time before it exhausts its file handles."""
    cluster, stock = shop.cluster, shop.work["stock"]

    def before():
        pod = next(pod for pod in stock.pods() if pod["spec"]["nodeName"] == "worker-1")
        pod["status"]["containerStatuses"][0].update(
            restartCount=4, state={"running": {"startedAt": stamp(-95)}},
            lastState={"terminated": {"exitCode": 1, "reason": "Error", "startedAt": stamp(-480),
                                      "finishedAt": stamp(-97), "containerID": ""}})
        cluster.put(pod)

    def restart():
        pod = next(pod for pod in stock.pods() if pod["spec"]["nodeName"] == "worker-1")
        entry = pod["status"]["containerStatuses"][0]
        begun = entry["state"]["running"]["startedAt"]
        entry["lastState"] = {"terminated": {
            "exitCode": 1, "reason": "Error", "startedAt": begun, "finishedAt": stamp(cluster.now),
            "containerID": entry["containerID"]}}
        cluster.restarted(pod)
        cluster.unready(pod)
        cluster.when_alive(6, pod, cluster.ready, pod)

    cluster.at("09:00:00", before)
    for moment in ("09:04:30", "09:11:00", "09:17:30"):
        cluster.at(moment, restart)
    cluster.at("09:18:00", stock.rollout, image("1.18.4"))


def no_room(shop):
    """Two more pods of thumbnails want more CPU than any node has left."""
    cluster, thumbnails = shop.cluster, shop.work["thumbnails"]
    text = no_node(6, "1 node(s) had untolerated taint(s), 5 Insufficient cpu", helpless=1)

    def grow():
        thumbnails.behaviour = lambda pod: cluster.when_alive(0.1, pod, cluster.unschedulable, pod, text)
        thumbnails.scale(4)

    cluster.at("09:02:00", grow)
    cluster.at("09:08:30", thumbnails.scale, 2)


def no_such_node(shop):
    """ranker asks for a node label that no node has."""
    cluster = shop.cluster
    text = no_node(6, "1 node(s) had untolerated taint(s), 5 node(s) didn't match Pod's node affinity/selector")

    def install():
        shop.deployment("catalog", "ranker", 1, nodes=("worker-3",), service=False,
                        nodeSelector={"shop.example.com/gpu": "true"},
                        behaviour=lambda pod: cluster.when_alive(0.1, pod, cluster.unschedulable, pod, text))

    cluster.at("09:01:30", install)
    cluster.at("09:07:30", lambda: shop.work["ranker"].rollout(lambda spec: spec.pop("nodeSelector")))


def claims(shop):
    """Three claims: one that is provisioned late, one that nobody will bind, one that loses its volume."""
    cluster = shop.cluster

    def archive():
        claim = shop.claim("data", "archive-2026", phase="Pending", size="2Ti")
        claim["metadata"]["annotations"] = {"volume.kubernetes.io/storage-provisioner": "disk.csi.shop.example"}
        cluster.put(claim)
        refused(claim)

    def refused(claim):
        if claim["status"]["phase"] == "Pending":
            cluster.event(claim, "ProvisioningFailed",
                          'failed to provision volume with StorageClass "standard": rpc error: code = '
                          "ResourceExhausted desc = the pool has 1.4Ti left", source="disk.csi.shop.example")
            cluster.after(75, refused, claim)

    def provisioned():
        shop.bound(cluster.get("v1", "PersistentVolumeClaim", "data", "archive-2026"))

    def lost():
        claim = cluster.get("v1", "PersistentVolumeClaim", "catalog", "old-media")
        cluster.remove(cluster.get("v1", "PersistentVolume", "", claim["spec"]["volumeName"]))
        claim["status"]["phase"] = "Lost"
        cluster.put(claim)
        cluster.event(claim, "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!",
                      source="persistentvolume-controller")

    cluster.at("09:04:00", archive)
    cluster.at("09:09:00", provisioned)
    cluster.at("09:02:30", shop.claim, "data", "legacy-import", storage_class="", phase="Pending")
    cluster.at("09:08:15", lost)


def internal_class(shop):
    """A partner's Ingress asks for a class that this cluster does not have."""
    shop.cluster.at("09:10:00", shop.ingress, "catalog", "partner-feed", "feed.shop.example.com",
                    (("/", "products", 80),), ingress_class="nginx-internal", served=False)


# ---- data

def queue_credentials(shop):
    """queue grows, and the registry no longer takes the credentials for the image on the new node."""
    cluster, queue = shop.cluster, shop.work["queue"]
    stuck = []

    def refused(pod):
        stuck.append(pod)
        pull_failure(shop, "worker-1", (
            'failed to pull and unpack image "{image}": failed to resolve reference "{image}": failed to authorize: '
            "failed to fetch oauth token: unexpected status from GET request to https://auth.shop.example/token: "
            "401 Unauthorized"))(pod)

    def grow():
        shop.claim("data", "data-queue-1")
        queue.behaviour = refused
        queue.scale(3)

    def repair():
        shop.claim("data", "data-queue-2")
        queue.behaviour = None
        for pod in stuck:
            cluster.when_alive(3, pod, cluster.running, pod)
            cluster.when_alive(9, pod, cluster.ready, pod)

    cluster.at("09:06:00", grow)
    cluster.at("09:13:30", repair)


def headless_service_deleted(shop):
    """The Service that gives the pods of search-index their names is deleted."""
    cluster = shop.cluster
    cluster.at("09:15:00", lambda: cluster.delete_service(
        cluster.get("v1", "Service", "data", "search-index-nodes")))


# ---- nodes

def node_outage(shop):
    """worker-4, then worker-5 stop answering: a rack has lost its power."""
    cluster = shop.cluster
    fourth, fifth = shop.nodes["worker-4"], shop.nodes["worker-5"]
    cluster.at("09:10:00", cluster.node_down, fourth)
    cluster.at("09:12:30", cluster.node_down, fifth)
    cluster.at("09:15:05", cluster.evict_from, "worker-4")
    cluster.at("09:16:00", cluster.node_up, fifth)
    cluster.at("09:19:10", cluster.node_up, fourth)


def control_plane_node(shop):
    """The kubelet of the control plane node says that its container runtime hangs."""
    cluster = shop.cluster
    node = shop.nodes["cp-1"]

    def hang():
        cluster.set_condition(node, "Ready", "False", "KubeletNotReady",
                              "PLEG is not healthy: pleg was last seen active 3m12.4s ago; threshold is 3m0s")
        cluster.put(node)
        cluster.event(node, "NodeNotReady", "Node cp-1 status is now: NodeNotReady", kind="Normal",
                      source="node-controller")
        for pod in cluster.on("cp-1"):
            cluster.put(cluster.set_condition(pod, "Ready", "False"))

    def well():
        cluster.put(cluster.set_condition(node, "Ready", "True", "KubeletReady", "kubelet is posting ready status"))
        for pod in cluster.on("cp-1"):
            cluster.after(0.5, cluster.ready, pod)

    cluster.at("09:22:00", hang)
    cluster.at("09:24:30", well)


# ---- batch

def cron_runs(shop):
    """feed-export fails from its second run on; stock-count gets a deadline that its controller cannot meet."""
    for minute, works in ((0, True), (5, False), (10, False), (15, False), (20, False), (25, True)):
        shop.cluster.at(minute * 60 + 3.4, run_cron, shop, "feed-export", minute * 60, works)
    for minute in (0, 10, 20):
        shop.cluster.at(minute * 60 + 3.2, run_cron, shop, "price-sync", minute * 60, True)
    for moment, scheduled in ((3.3, 0), (21 * 60 + 33, 20 * 60), (25 * 60 + 3.3, 25 * 60)):
        shop.cluster.at(moment, run_cron, shop, "stock-count", scheduled, True)
    shop.cluster.at("09:04:00", deadline, shop, 5)
    for minute in (5, 10, 15, 20):
        shop.cluster.at(minute * 60 + 8, missed, shop, minute * 60)
    shop.cluster.at("09:21:30", deadline, shop, None)


def run_cron(shop, name, scheduled, works):
    cluster, cron = shop.cluster, shop.work[name]
    job = shop.job("batch", f"{name}-{29540700 + scheduled // 60}", cluster.now, owner=cron)
    cron["status"]["lastScheduleTime"] = stamp(scheduled)
    cron["status"]["active"] = [{"apiVersion": "batch/v1", "kind": "Job", "namespace": "batch",
                                 "name": job["metadata"]["name"], "uid": job["metadata"]["uid"]}]
    cluster.put(cron)
    pods = template(name)
    attempt(shop, cron, job, pods, works, 1)


def attempt(shop, cron, job, pods, works, number):
    pod = shop.job_pod(job, pods, GENERAL[number - 1])
    shop.cluster.after(14, finish, shop, cron, job, pods, pod, works, number)


def finish(shop, cron, job, pods, pod, works, number):
    cluster = shop.cluster
    if works:
        shop.succeed(job, pod)
        cron["status"]["lastSuccessfulTime"] = stamp(cluster.now)
    else:
        shop.end_pod(pod, 3, cluster.now)
        if number <= job["spec"]["backoffLimit"]:
            job["status"].update(failed=number)
            cluster.put(job)
            cluster.after(10, attempt, shop, cron, job, pods, works, number + 1)
            return
        shop.give_up(job, number)
    if cron is None:
        return
    cron["status"].pop("active", None)
    cluster.put(cron)
    keep_one(shop, cron, job, "Complete" if works else "Failed")


def keep_one(shop, cron, newest, outcome):
    """The history limits of the CronJobs are 1."""
    for job in list(shop.cluster.objects.values()):
        if (job["kind"] == "Job" and job is not newest and is_true(job, outcome)
                and job["metadata"].get("ownerReferences", [{}])[0].get("uid") == cron["metadata"]["uid"]):
            for pod in shop.pods_of(job):
                shop.cluster.gone(pod)
            shop.cluster.remove(job)


def deadline(shop, seconds):
    cron = shop.work["stock-count"]

    def change(it):
        it["spec"].pop("startingDeadlineSeconds", None)
        if seconds:
            it["spec"]["startingDeadlineSeconds"] = seconds
    shop.cluster.edit(cron, change)


def missed(shop, scheduled):
    shop.cluster.event(shop.work["stock-count"], "MissSchedule",
                       f"Missed scheduled time to start a job: Mon, 02 Mar 2026 09:{scheduled // 60:02d}:00 +0000",
                       source="cronjob-controller")


def migration(shop):
    """A Job by hand gives up after three pods, and nobody deletes it."""
    cluster = shop.cluster

    def create():
        job = shop.job("batch", "migrate-orders", cluster.now, backoff=2)
        step(job, 1)

    def step(job, number):
        pod = shop.job_pod(job, template("migrate-orders"), "worker-3" if number == 2 else "worker-1")
        cluster.after(14, end, job, pod, number)

    def end(job, pod, number):
        shop.end_pod(pod, 2, cluster.now)
        if number == 3:
            shop.give_up(job, number)
            return
        job["status"].update(failed=number)
        cluster.put(job)
        cluster.after(10 * 2 ** (number - 1), step, job, number + 1)

    cluster.at("09:16:50", create)


def quota(shop):
    """label-printer is to grow to six pods where the quota has room for four."""
    cluster, printer = shop.cluster, shop.work["label-printer"]
    limits = shop.cluster.get("v1", "ResourceQuota", "batch", "batch-services")

    def used():
        count = len([pod for pod in printer.pods() if not terminating(pod)])
        limits["status"] = {"hard": dict(limits["spec"]["hard"]), "used": {"requests.cpu": str(count)}}
        cluster.put(limits)

    def grow():
        printer.room = 4
        printer.refusal = ('pods "{pod}" is forbidden: exceeded quota: batch-services, requested: requests.cpu=1, '
                           "used: requests.cpu=4, limited: requests.cpu=4")
        printer.scale(6)
        cluster.after(1, used)

    def raise_limit():
        limits["spec"]["hard"]["requests.cpu"] = "8"
        printer.room = None
        cluster.dirty = True
        cluster.put(limits)
        cluster.after(1, used)

    cluster.at("09:06:00", grow)
    cluster.at("09:18:00", raise_limit)


def privileged_scanner(shop):
    """A privileged pod where the Namespace allows none."""
    def install():
        pods = template("scanner")
        container(pods["spec"])["securityContext"] = {"privileged": True}
        shop.deployment("batch", "scanner", 1, nodes=GENERAL, service=False, pods=pods, room=0, refusal=(
            'pods "{pod}" is forbidden: violates PodSecurity "baseline:latest": privileged (container "scanner" must '
            "not set securityContext.privileged=true)"))
    shop.cluster.at("09:10:00", install)
    shop.cluster.at("09:18:00", lambda: shop.work["scanner"].delete())


def unreachable_share(shop):
    """media-sync mounts a share from a server that does not answer."""
    cluster = shop.cluster
    stuck = []

    def waits(pod):
        stuck.append(pod)
        cluster.when_alive(0.1, pod, cluster.bind, pod, "worker-3")
        cluster.when_alive(5, pod, failed, pod)

    def failed(pod):
        if pod["status"]["phase"] == "Pending":
            cluster.event(pod, "FailedMount",
                          'MountVolume.SetUp failed for volume "media" : mount failed: exit status 32 Mounting command: '
                          "mount Mounting arguments: -t nfs nas.shop.example:/media /var/lib/kubelet/pods/"
                          f"{pod['metadata']['uid']}/volumes/kubernetes.io~nfs/media Output: mount.nfs: Connection "
                          "timed out", host="worker-3")
            cluster.when_alive(61, pod, failed, pod)

    def install():
        shop.deployment("batch", "media-sync", 1, service=False, behaviour=waits, cpu="100m",
                        volumes=[{"name": "media", "nfs": {"server": "nas.shop.example", "path": "/media"}}])

    def answers():
        for pod in stuck:
            cluster.running(pod)
            cluster.when_alive(7, pod, cluster.ready, pod)

    cluster.at("09:09:00", install)
    cluster.at("09:16:30", answers)


# ---- platform

def log_agent_update(shop):
    """An update of log-agent cannot resolve the name of a registry mirror, until DNS is repaired."""
    cluster, agent = shop.cluster, shop.work["log-agent"]
    stuck = []

    def fails(pod):
        stuck.append(pod)
        pull_failure(shop, agent.node_of(pod), (
            'failed to pull and unpack image "{image}": failed to resolve reference "{image}": failed to do request: '
            'Head "https://mirror.shop.example/v2/shop/log-agent/manifests/1.19.0": dial tcp: lookup '
            "mirror.shop.example on 10.20.0.2:53: no such host"))(pod)

    def mirror(spec):
        container(spec)["image"] = "mirror.shop.example/shop/log-agent:1.19.0"

    def resolved():
        agent.behaviour = None
        for pod in stuck:
            cluster.when_alive(2, pod, cluster.running, pod)
            cluster.when_alive(7, pod, cluster.ready, pod)

    cluster.at("09:02:30", agent.rollout, mirror, fails)
    cluster.at("09:07:40", resolved)


def node_metrics_crash(shop):
    """node-metrics does not come up any more on one of its three nodes."""
    cluster, metrics = shop.cluster, shop.work["node-metrics"]

    def crash():
        pod = metrics.on("worker-3")
        cluster.crashed(pod, "Error", 2)
        loop(pod)

    def loop(pod):
        restarts = pod["status"]["containerStatuses"][0]["restartCount"]
        cluster.when_alive(min(300, 10 * 2 ** (restarts - 1)) + 0.5 if restarts else 1, pod, again, pod)

    def again(pod):
        cluster.restarted(pod)
        cluster.when_alive(2, pod, ends, pod)

    def ends(pod):
        cluster.crashed(pod, "Error", 2)
        loop(pod)

    cluster.at("09:05:00", crash)
    cluster.at("09:19:00", lambda: cluster.delete_pod(metrics.on("worker-3")))


def webhook_outage(shop):
    """Both pods of policy-webhook hang: their liveness probe has them restarted, and nobody answers the webhook."""
    cluster, policy = shop.cluster, shop.work["policy-webhook"]

    def hang():
        for pod in policy.pods():
            cluster.unready(pod)
            probe(pod)

    def probe(pod):
        node = pod["spec"]["nodeName"]
        for name in ("Readiness", "Liveness"):
            cluster.event(pod, "Unhealthy", f'{name} probe failed: Get "http://{pod["status"]["podIP"]}:8080/'
                          f'{"healthz" if name == "Readiness" else "livez"}": context deadline exceeded',
                          field="spec.containers{policy-webhook}", host=node)
        cluster.when_alive(18, pod, restart, pod)

    def restart(pod):
        cluster.event(pod, "Killing", "Container policy-webhook failed liveness probe, will be restarted",
                      kind="Normal", field="spec.containers{policy-webhook}", host=pod["spec"]["nodeName"])
        entry = pod["status"]["containerStatuses"][0]
        begun = entry["state"]["running"]["startedAt"]
        entry["lastState"] = {"terminated": {
            "exitCode": 137, "reason": "Error", "startedAt": begun, "finishedAt": stamp(cluster.now),
            "containerID": entry["containerID"]}}
        cluster.restarted(pod)
        cluster.when_alive(25, pod, probe, pod)

    cluster.at("09:16:00", hang)
    cluster.at("09:20:30", policy.rollout, image("1.18.4"))


def webhook_left_over(shop):
    """legacy-injector is uninstalled, its webhook configuration forgotten."""
    cluster = shop.cluster

    def uninstall():
        shop.work["legacy-injector"].delete()
        cluster.delete_service(cluster.get("v1", "Service", "platform", "legacy-injector"))

    def tidy():
        cluster.remove(cluster.get("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "",
                                   "legacy-injector"))

    cluster.at("09:18:20", uninstall)
    cluster.at("09:27:00", tidy)


def gateway_without_address(shop):
    """The edge Gateway loses its address for a while."""
    cluster = shop.cluster
    gateway = cluster.get("gateway.networking.k8s.io/v1", "Gateway", "platform", "edge")

    def lose():
        cluster.set_condition(gateway, "Programmed", "False", "AddressNotAssigned",
                              "No address could be assigned to the Gateway from the pool", observedGeneration=1)
        addresses.extend(gateway["status"].pop("addresses"))
        cluster.put(gateway)

    def regain():
        cluster.set_condition(gateway, "Programmed", "True", "Programmed", "", observedGeneration=1)
        gateway["status"]["addresses"] = addresses
        cluster.put(gateway)

    addresses = []
    cluster.at("09:07:00", lose)
    cluster.at("09:15:00", regain)


# ---- what must stay silent

def quiet_changes(shop):
    """A rolling update that moves, a Recreate rollout, and a scale-up that the autoscaler brings a node for."""
    cluster, bff = shop.cluster, shop.work["bff"]
    text = no_node(6, "1 node(s) had untolerated taint(s), 5 Insufficient cpu", helpless=1)
    pending = []

    def no_node_yet(pod):
        pending.append(pod)
        cluster.when_alive(0.1, pod, cluster.unschedulable, pod, text)
        cluster.when_alive(5, pod, cluster.event, pod, "TriggeredScaleUp",
                           "pod triggered scale-up: [{general-pool 5->6 (max: 8)}]", kind="Normal",
                           source="cluster-autoscaler")

    def grow():
        bff.behaviour = no_node_yet
        bff.scale(5)

    def join():
        shop.node("worker-6", ready=False)

    def joined():
        node = shop.nodes["worker-6"]
        cluster.put(cluster.set_condition(node, "Ready", "True", "KubeletReady", "kubelet is posting ready status"))
        for name in ("kube-proxy", "log-agent"):
            shop.work[name].join("worker-6")
        bff.behaviour = None
        for pod in pending:
            cluster.after(3, cluster.healthy, pod, "worker-6")

    cluster.at("09:18:30", shop.work["cart"].rollout, image("1.19.0"))
    cluster.at("09:23:00", shop.work["importer"].rollout, image("1.19.0"))
    cluster.at("09:22:05", grow)
    cluster.at("09:25:00", join)
    cluster.at("09:25:20", joined)


STORIES = (
    broken_image, selector_typo, wrong_ingress_port, autoscaler_without_target, autoscaler_cannot_write, routes, disk_pressure, certificates,
    secret_never_synced, renamed_target_port, new_ingress, ledger_not_ready, finalizer_left, upgrade_taint,
    reviews_without_database, missing_key, config_map_deleted, out_of_memory, restarts_now_and_then, no_room,
    no_such_node, claims, internal_class, queue_credentials, headless_service_deleted, node_outage,
    control_plane_node, cron_runs, migration, quota, privileged_scanner, unreachable_share, log_agent_update,
    node_metrics_crash, webhook_outage, webhook_left_over, gateway_without_address, quiet_changes)
