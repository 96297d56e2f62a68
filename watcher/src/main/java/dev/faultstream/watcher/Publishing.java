package dev.faultstream.watcher;

import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.http.Health;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.watcher.api.ApiServer;
import dev.faultstream.watcher.informer.ClusterWatch;
import dev.faultstream.watcher.informer.Environment;
import dev.faultstream.watcher.publish.RecordSink;
import dev.faultstream.watcher.publish.RouterLimits;
import dev.faultstream.watcher.publish.SnapshotPublisher;
import dev.faultstream.watcher.publish.SnapshotRouter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts publishers together, with their meters and health.
 *
 * @param limits what records have to fit into
 * @param sink where records go
 * @param meters where meters are made
 * @param context what the process gives
 */
record Publishing(RouterLimits limits, RecordSink sink, Meters meters, ServiceContext context) {
    /** The same with another place where records go. */
    Publishing into(RecordSink other) {
        return new Publishing(limits, other, meters, context);
    }

    SnapshotPublisher publisher(ClusterMetrics metrics) {
        return new SnapshotPublisher(new SnapshotRouter(limits, metrics), sink, metrics);
    }

    ClusterMetrics metrics(String cluster) {
        return new ClusterMetrics(meters, cluster, context.clock());
    }

    /** Begins to watch a cluster; whoever called closes the watch, not the client. */
    Watched watch(String cluster, KubernetesClient client, WatcherSettings settings, Consumer<Throwable> onFatal) {
        ClusterMetrics metrics = metrics(cluster);
        SnapshotPublisher publisher = publisher(metrics);
        ClusterWatch watch = new ClusterWatch(
                cluster,
                new ApiServer(client, settings.requestTimeout(), context.clock()),
                settings.kinds(),
                publisher,
                new ClusterWatch.Options(settings.informer(), metrics, Environment.real(context.clock())),
                onFatal);
        List<Gauge> gauges = List.of(
                meters.gauge(WatcherMeter.CONTACT_AGE, metrics::secondsSinceAnswer, cluster),
                meters.gauge(WatcherMeter.OBJECTS, publisher::objects, cluster),
                meters.gauge(WatcherMeter.KINDS_WATCHED, () -> watch.watched().size(), cluster),
                meters.gauge(WatcherMeter.KINDS_SYNCED, () -> watch.synced().size(), cluster),
                meters.gauge(
                        WatcherMeter.KINDS_FORBIDDEN, () -> watch.forbidden().size(), cluster));
        context.health()
                .register(health(cluster), () -> Health.goodIf(watch.isReady(), "kinds are still being listed"));
        watch.start();
        return new Watched(cluster, watch, publisher, metrics, gauges);
    }

    /** Ends the watch of a cluster and takes away its meters and health. */
    void end(Watched watched) {
        watched.watch().close();
        meters.remove(watched.gauges());
        watched.metrics().end();
        context.health().remove(health(watched.cluster()));
    }

    private static String health(String cluster) {
        return "cluster " + cluster;
    }

    /** A cluster that is being watched. */
    record Watched(
            String cluster,
            ClusterWatch watch,
            SnapshotPublisher publisher,
            ClusterMetrics metrics,
            List<Gauge> gauges) {}
}
