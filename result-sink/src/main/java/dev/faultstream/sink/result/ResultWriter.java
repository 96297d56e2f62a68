package dev.faultstream.sink.result;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.LogKeys;
import dev.faultstream.sink.join.ExplainedTopic;
import dev.faultstream.sink.work.WorkQueue;
import io.fabric8.kubernetes.client.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one Result for each open failure. It remembers nothing between runs: it reads the topic to its end, lists the
 * Results there are, and writes what differs. From there on it watches them, so that a Result that somebody changed
 * comes back at once; all are compared again at every reconcile. Several instances share the partitions of the topic, and with them the
 * failures. Thread-safe; closed by whoever made it.
 */
public final class ResultWriter implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ResultWriter.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final ResultSettings settings;
    private final ResultObserver observer;
    private final RandomGenerator random;
    private final ResultMapper mapper;
    private final ResultApi api;
    private final ResultLedger ledger = new ResultLedger();
    private final WorkQueue queue = new WorkQueue(System::nanoTime);
    private final Gate gate;
    private final Map<String, Integer> repairs = new ConcurrentHashMap<>();
    private final ResultTraces traces;
    private final ResultWorkers workers;
    private final ExplainedReader reader;
    private final Thread readerThread;
    private final ScheduledExecutorService scheduler;
    private volatile boolean reconciled;
    private final ResultWatch watch;
    private int failedLists;
    private @Nullable ScheduledFuture<?> next;

    /**
     * A writer that is not started.
     *
     * @param cluster the cluster that the Results are kept in
     * @param tracing follows what is written
     * @param random makes waits uneven; thread-safe
     */
    public ResultWriter(
            ResultSettings settings, Config cluster, ResultObserver observer, Tracing tracing, RandomGenerator random) {
        this.settings = settings;
        this.observer = observer;
        this.random = random;
        mapper = new ResultMapper(settings);
        api = new KubernetesResultApi(cluster, settings);
        gate = new Gate(System::nanoTime, settings.retry(), random);
        traces = new ResultTraces(tracing);
        workers = new ResultWorkers(
                queue, gate, new ResultReconciler(ledger, api, observer, traces), observer, settings, random);
        watch = new ResultWatch(api, this::seen, this::watchEnded);
        reader = new ExplainedReader(settings.topic(), this::consumer, new FailureHandler());
        readerThread = new Thread(reader, "result-reader");
        readerThread.setDaemon(true);
        scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "result-reconcile");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts it. */
    public void start() {
        workers.start(settings.workers());
        readerThread.start();
    }

    /** Whether the topic has been read, the Results have been listed, and nothing keeps all of them from being written. */
    public boolean isReady() {
        return reader.isCaughtUp() && reconciled && gate.fault() == null;
    }

    /** What it does, in words for a health report. */
    public String describe() {
        ApiFault fault = gate.fault();
        if (fault != null) {
            return "Results cannot be written: " + fault.word();
        }
        return reader.isCaughtUp() ? "lists the Results" : "reads the topic";
    }

    /** How many failures are to have a Result. */
    public int open() {
        return ledger.size();
    }

    /** The Results of this instance's failures that are there. */
    public List<KeptResult> kept() {
        return ledger.kept();
    }

    /** How many Results wait to be written or deleted. */
    public int pending() {
        return queue.size();
    }

    /** Completes exceptionally when the topic cannot be read any more. */
    public CompletionStage<Void> failed() {
        return reader.ended();
    }

    @Override
    public void close() {
        reader.stop();
        scheduler.shutdownNow();
        try {
            readerThread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.close();
        workers.close();
        api.close();
    }

    /** Compares all Results with what they are to be, has what differs written, and watches them from there on. */
    private void reconcile() {
        begun();
        if (!reader.isCaughtUp()) {
            return;
        }
        try {
            long mark = ledger.mark();
            ResultApi.Listing listing = api.list();
            ResultLedger.Differences differences = ledger.compare(mark, listing.results(), reader::owns);
            failedLists = 0;
            gate.listed(differences.isEmpty());
            reconciled = true;
            repairs.clear();
            differences.failureIds().forEach(queue::add);
            watch.renew(listing.version());
            differences.strays().forEach(api::delete);
            schedule(settings.reconcileInterval());
        } catch (ApiFaultException e) {
            observer.fault(e.fault());
            Duration wait = settings.retry().after(++failedLists, random);
            boolean all = e.fault().scope(Placement.ONE_NAMESPACE) == ApiFault.Scope.ALL;
            schedule(all ? gate.closeForList(e) : wait);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("the Results could not be compared with what they are to be");
            schedule(settings.reconcileInterval());
        }
    }

    /** Repairs at once what somebody changed; what is changed again and again, less and less often. */
    private void seen(ObservedResult result, boolean gone) {
        String failureId = ledger.see(result, gone, reader::owns);
        if (failureId != null) {
            int times = repairs.merge(failureId, 1, Integer::sum);
            queue.addAfter(
                    failureId, times == 1 ? Duration.ZERO : settings.retry().after(times - 1, random));
        }
    }

    private void watchEnded(int times) {
        schedule(settings.retry().after(times, random));
    }

    private synchronized void begun() {
        next = null;
    }

    /** The earliest of what is asked for. */
    private synchronized void schedule(Duration delay) {
        if (next != null) {
            if (next.getDelay(TimeUnit.MILLISECONDS) <= delay.toMillis()) {
                return;
            }
            next.cancel(false);
        }
        try {
            next = scheduler.schedule(this::reconcile, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.atDebug().log("no reconcile any more: the writer is closed");
        }
    }

    private Consumer<String, byte[]> consumer() {
        Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                ExplainedTopic.member(settings.consumer(), settings.group()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        observer.reading(consumer);
        return consumer;
    }

    private final class FailureHandler implements ExplainedReader.Handler {
        @Override
        public void accept(String failureId, @Nullable ExplainedFailure failure, Headers headers) {
            boolean changed = ledger.want(failureId, failure == null ? null : mapper.map(failure));
            if (changed && reader.owns(failureId)) {
                traces.arrived(failureId, headers);
                queue.add(failureId);
            }
        }

        @Override
        public void caughtUp() {
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.COUNT, ledger.size())
                    .log("read the failures that are to have a Result");
            schedule(Duration.ZERO);
        }

        @Override
        public void lost() {
            ledger.release(failureId -> !reader.isOurs(failureId));
        }

        @Override
        public boolean isBusy() {
            return queue.size() >= settings.maxPending();
        }

        @Override
        public void unreadable() {
            observer.unreadable(settings.topic());
        }
    }
}
