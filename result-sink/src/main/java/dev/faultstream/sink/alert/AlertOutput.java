package dev.faultstream.sink.alert;

import dev.faultstream.sink.join.ExplainedTopic;
import dev.faultstream.sink.work.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One output: reads the topic in a group of its own and tells one receiver, at least once and in order for each failure,
 * in threads of its own. Several instances share the failures. Thread-safe; closed by whoever made it.
 */
public final class AlertOutput implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final OutputSettings settings;
    private final Delivery delivery;
    private final OutputLedger ledger;
    private final WorkQueue queue = new WorkQueue(System::nanoTime);
    private final OutputGate gate;
    private final OutputReader reader;
    private final Thread readerThread;
    private final List<Thread> workers = new ArrayList<>();

    /**
     * An output that is not started.
     *
     * @param delivery how the receiver is told; closed with the output
     * @param traces follows what is delivered
     * @param random makes waits uneven; thread-safe
     */
    public AlertOutput(
            OutputSettings settings,
            Delivery delivery,
            DeadLetters deadLetters,
            OutputObserver observer,
            OutputTraces traces,
            RandomGenerator random) {
        this.settings = settings;
        this.delivery = delivery;
        ledger = new OutputLedger(settings, delivery.habits(), System::nanoTime);
        gate = new OutputGate(settings.name(), settings.backoff(), random, System::nanoTime);
        reader = new OutputReader(
                settings,
                ledger,
                delivery,
                queue,
                gate::isOpen,
                deadLetters,
                () -> new KafkaConsumer<>(consumer(settings), new StringDeserializer(), new ByteArrayDeserializer()),
                System::nanoTime);
        readerThread = thread(reader, "reader");
        OutputWorkers work = new OutputWorkers(
                settings,
                ledger,
                queue,
                gate,
                delivery,
                reader::announce,
                deadLetters,
                observer,
                traces,
                random,
                System::nanoTime);
        for (int i = 0; i < settings.workers(); i++) {
            workers.add(thread(work, "worker-" + i));
        }
    }

    /** Starts it. */
    public void start() {
        readerThread.start();
        workers.forEach(Thread::start);
    }

    /** Completes exceptionally when the topic cannot be read any more. */
    public CompletionStage<Void> failed() {
        return reader.ended();
    }

    /** What the operator calls it. */
    public String name() {
        return settings.name();
    }

    /** Whether it has read what there was to read when it started. Tells nothing of its receiver. */
    public boolean isReady() {
        return reader.isCaughtUp();
    }

    /** How many failures wait for something to be told of them. */
    public int pending() {
        return ledger.waiting();
    }

    /** How many open failures the receiver has been told of. */
    public int open() {
        return ledger.told();
    }

    /** For how long the oldest of what is to be told has been waiting. */
    public Duration oldest() {
        return ledger.oldest();
    }

    /** How many records there are to read. */
    public long lag() {
        return reader.lag();
    }

    /** Has these failures told again at once, if they are among those that are. */
    public void repeatNow(List<String> failureIds) {
        failureIds.forEach(id -> {
            if (ledger.repeatNow(id)) {
                queue.add(id);
            }
        });
    }

    /** Takes no more work; what is under way goes on. */
    public void stop() {
        queue.close();
        gate.stop();
    }

    @Override
    public void close() {
        stop();
        workers.forEach(AlertOutput::join);
        workers.forEach(Thread::interrupt);
        reader.stop();
        join(readerThread);
        delivery.close();
    }

    private Thread thread(Runnable task, String role) {
        Thread thread = new Thread(task, "output-" + settings.name() + '-' + role);
        thread.setDaemon(true);
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> consumer(OutputSettings settings) {
        Map<String, Object> consumer = ExplainedTopic.member(settings.consumer(), settings.group());
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return consumer;
    }
}
