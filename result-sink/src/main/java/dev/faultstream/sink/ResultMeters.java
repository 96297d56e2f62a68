package dev.faultstream.sink;

import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.result.ApiFault;
import dev.faultstream.sink.result.ResultObserver;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;

/** Counts what the writer of Results does, also as k8sgpt-operator would. */
final class ResultMeters implements ResultObserver, AutoCloseable {
    private final Meters meters;
    private final K8sGptGauges operator;
    private final List<KafkaClientMetrics> clients = new CopyOnWriteArrayList<>();

    ResultMeters(Meters meters, K8sGptGauges operator) {
        this.meters = meters;
        this.operator = operator;
    }

    @Override
    public void written(String action) {
        meters.counter(SinkMeter.RESULTS_WRITTEN, action).increment();
    }

    @Override
    public void fault(ApiFault fault) {
        meters.counter(SinkMeter.RESULTS_FAULTS, fault.word()).increment();
        operator.failed();
    }

    @Override
    public void reading(Consumer<?, ?> consumer) {
        KafkaClientMetrics bound = new KafkaClientMetrics(consumer);
        bound.bindTo(meters.registry());
        clients.add(bound);
    }

    @Override
    public void close() {
        clients.forEach(KafkaClientMetrics::close);
        operator.close();
    }

    @Override
    public void unreadable(String topic) {
        meters.counter(SinkMeter.DEAD_LETTERS, topic).increment();
    }
}
