package dev.faultstream.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServiceMainTest {
    private static final ConfigKey<Integer> SIZE =
            ConfigKey.of("test.size", ValueTypes.integer(), "Size.").mustBeSet();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldExitWithZeroWhenTheServiceEnds() {
        // Given
        FakeService service = new FakeService();
        service.ended.complete(null);
        // When
        int code = run(() -> service, "--test.size=1", "--http.port=-1");
        // Then
        assertThat(code).isEqualTo(ServiceMain.OK);
        assertThat(service.calls).containsExactly("start", "close");
    }

    @Test
    void shouldExitWithTwoAndOneLineAViolationBeforeAnythingIsMade() {
        // When
        int code = run(
                () -> {
                    throw new AssertionError("made");
                },
                "--test.sise=1",
                "--http.port=x");
        // Then
        assertThat(code).isEqualTo(ServiceMain.MISCONFIGURED);
        assertThat(err.toString(UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "faultstream test: test.sise: is unknown; did you mean test.size? (from flag --test.sise)",
                        "faultstream test: http.port: must be a whole number, not \"x\" (from flag --http.port)",
                        "faultstream test: test.size: must be set");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void shouldExitWithTwoWhenTheServiceRefusesItsSettings() {
        int code = run(
                () -> {
                    throw ConfigException.of(SIZE, "does not fit");
                },
                "--test.size=1",
                "--http.port=-1");
        assertThat(code).isEqualTo(ServiceMain.MISCONFIGURED);
        assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines("faultstream test: test.size: does not fit");
    }

    @Test
    void shouldExitWithOneWhenTheServiceCannotStart() {
        FakeService service = new FakeService();
        service.startFailure = new IllegalStateException("no broker");
        assertThat(run(() -> service, "--test.size=1", "--http.port=-1")).isEqualTo(ServiceMain.FAILED);
        assertThat(service.calls).containsExactly("start", "close");
    }

    @Test
    void shouldExitWithOneWhenTheServiceFails() {
        FakeService service = new FakeService();
        service.ended.completeExceptionally(new IllegalStateException("lost"));
        assertThat(run(() -> service, "--test.size=1", "--http.port=-1")).isEqualTo(ServiceMain.FAILED);
        assertThat(service.calls).containsExactly("start", "close");
    }

    @Test
    void shouldExitWithOneWhenTheServiceDoesNotClose() {
        FakeService service = new FakeService();
        service.ended.complete(null);
        service.closeGate = new CountDownLatch(1);
        assertThat(run(() -> service, "--test.size=1", "--http.port=-1", "--shutdown.timeout=50ms"))
                .isEqualTo(ServiceMain.FAILED);
    }

    @Test
    void shouldCloseTheServiceWhenToldToStop() throws Exception {
        // Given
        FakeService service = new FakeService();
        Config config = ConfigReader.read(
                ServiceMain.configuration(definition(() -> service)),
                new ConfigSources(
                        null, Map.of(), Map.of("test.size", "1", "http.port", "0", "http.host", "127.0.0.1")));
        ServiceProcess process = new ServiceProcess(definition(() -> service), config, Clock.systemUTC());
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread running = new Thread(() -> {
            try {
                code.complete(process.run(false));
            } catch (Exception e) {
                code.completeExceptionally(e);
            }
        });
        running.start();
        // When
        process.stop();
        // Then
        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ServiceMain.OK);
        assertThat(service.calls).containsExactly("start", "close");
    }

    @Test
    void shouldShowEverySettingWhenAskedForHelp() {
        assertThat(run(FakeService::new, "--help")).isEqualTo(ServiceMain.OK);
        assertThat(out.toString(UTF_8)).contains("--test.size", "--http.port", "--shutdown.timeout", "Is a test.");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    private int run(Supplier<Service> service, String... arguments) {
        return new ServiceMain(
                        definition(service),
                        Map.of(),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(List.of(arguments), false);
    }

    private static ServiceDefinition definition(Supplier<Service> service) {
        return new ServiceDefinition() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public String description() {
                return "Is a test.";
            }

            @Override
            public ConfigTable configuration() {
                return ConfigTable.of(SIZE);
            }

            @Override
            public Service create(Config config, ServiceContext context) {
                return service.get();
            }
        };
    }

    private static final class FakeService implements Service {
        private final List<String> calls = new ArrayList<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private CountDownLatch closeGate = new CountDownLatch(0);
        private Exception startFailure = new Exception();

        @Override
        public void start() throws Exception {
            calls.add("start");
            if (startFailure.getMessage() != null) {
                throw startFailure;
            }
        }

        @Override
        public CompletableFuture<Void> ended() {
            return ended;
        }

        @Override
        public void close() {
            calls.add("close");
            try {
                closeGate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
