package dev.faultstream.watcher.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.watcher.api.ApiServer;
import dev.faultstream.watcher.change.Pause;
import dev.faultstream.watcher.kinds.KindSelection;
import dev.faultstream.watcher.publish.PublishObserver;
import dev.faultstream.watcher.publish.RoutedRecord;
import dev.faultstream.watcher.publish.SnapshotPublisher;
import dev.faultstream.watcher.publish.SnapshotRouter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a cluster holds and answers reaches neither a record nor a log, whatever goes wrong. */
class LogCanaryIT {
    private static final String CANARY = "pl4nted-C4nary-7f3a";
    private static final String OUR_LOGGERS = "dev.faultstream";

    private final Capture capture = new Capture();
    private final List<RoutedRecord> records = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    @BeforeEach
    void captureAllThatWeLog() {
        capture.start();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        Configuration configuration = context.getConfiguration();
        LoggerConfig ours = new LoggerConfig(OUR_LOGGERS, Level.TRACE, false);
        ours.addAppender(capture, Level.TRACE, null);
        configuration.addLogger(OUR_LOGGERS, ours);
        context.updateLoggers();
    }

    @AfterEach
    void stopCapturing() {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getConfiguration().removeLogger(OUR_LOGGERS);
        context.updateLoggers();
    }

    @Test
    void shouldNotLeakWhatTheServerAnswers() {
        try (FakeApiServer server = new FakeApiServer();
                KubernetesClient client = server.client()) {
            server.serve("v1", "Secret", "secrets");
            server.put(
                    "secrets",
                    "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'n'},'stringData':{'a':'"
                            + CANARY + "'}}");
            server.failNext(
                    "secrets",
                    "list",
                    answer(500, "{\"message\":\"" + CANARY + "\"}"),
                    answer(200, "{\"items\":[{\"metadata\":{\"x\":\"" + CANARY),
                    answer(200, CANARY));
            server.failNext(
                    "secrets",
                    "watch",
                    answer(200, "{\"type\":\"" + CANARY + "\",\"object\":{}}\n"),
                    answer(200, CANARY + "\n"),
                    answer(200, "{\"type\":\"ERROR\",\"object\":{\"code\":500,\"message\":\"" + CANARY + "\"}}\n"));
            try (ClusterWatch watch = watch(client)) {
                watch.start();
                await().untilAsserted(() -> assertThat(server.faultsLeft()).isZero());
                await().untilAsserted(() -> assertThat(records)
                        .anySatisfy(record -> assertThat(record.key()).endsWith("/s")));
            }
        }

        assertThat(capture.texts).isNotEmpty().noneMatch(text -> text.contains(CANARY));
        assertThat(records).allSatisfy(record -> assertThat(text(record)).doesNotContain(CANARY));
    }

    private ClusterWatch watch(KubernetesClient client) {
        InformerSettings settings = new InformerSettings(
                5,
                2,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
        Pause shortened = duration -> Pause.REAL.of(Duration.ofMillis(10));
        return new ClusterWatch(
                "c",
                new ApiServer(client, Duration.ofSeconds(2), Clock.systemUTC()),
                KindSelection.defaults(),
                new SnapshotPublisher(SnapshotRouter.ofPartitions(1), records::add, PublishObserver.NONE),
                new ClusterWatch.Options(
                        settings,
                        InformerObserver.NONE,
                        new Environment(Clock.systemUTC(), shortened, () -> new Random(7))),
                problem -> {});
    }

    private static FakeApiServer.Fault answer(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    private static String text(RoutedRecord record) {
        byte[] bytes = FaultstreamSerdes.snapshot().serializer().serialize("t", record.value());
        return record + (bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
    }

    private static final class Capture extends AbstractAppender {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        Capture() {
            super("capture", null, null, false, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            StringBuilder text = new StringBuilder(event.getMessage().getFormattedMessage());
            text.append(event.getContextData());
            for (Throwable problem = event.getThrown(); problem != null; problem = problem.getCause()) {
                text.append(problem);
            }
            texts.add(text.toString());
        }
    }
}
