package dev.faultstream.sink.alert.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faultstream.service.config.Secret;
import dev.faultstream.sink.alert.DeliveryException;
import dev.faultstream.sink.alert.DeliveryException.Fault;
import dev.faultstream.sink.alert.FakeReceiver;
import dev.faultstream.sink.alert.FakeReceiver.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPosterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FakeReceiver receiver = new FakeReceiver();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void shouldTakeAny2xxForSuccess(int status) {
        // Given
        receiver.fail(Answer.status(status), 1);

        // Then
        assertThatCode(() -> post(TIMEOUT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "301, REFUSED",
        "401, REFUSED",
        "403, REFUSED",
        "404, REFUSED",
        "410, REFUSED",
        "400, REJECTED",
        "413, REJECTED",
        "422, REJECTED",
        "408, UNAVAILABLE",
        "429, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void shouldTellWhatAnAnswerMeans(int status, Fault fault) {
        // Given
        receiver.fail(Answer.status(status), 1);

        // When
        DeliveryException error = error(TIMEOUT);

        // Then
        assertThat(error.fault()).isEqualTo(fault);
        assertThat(error).hasMessage("answered " + status);
        assertThat(error.isPerhapsTaken()).isEqualTo(status == 500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "17; 17",
                "Sun, 01 Mar 2026 10:00:30 GMT; 30",
                "Sun, 01 Mar 2026 09:00:00 GMT; 0",
                "soon; 0",
                "999999999999999999999; 0",
                "86400; 3600"
            })
    void shouldHeedRetryAfter(String header, long seconds) {
        // Given
        receiver.fail(Answer.retryAfter(429, header), 1);

        // Then
        assertThat(error(TIMEOUT).retryAfter()).hasSeconds(seconds);
    }

    @Test
    void shouldNotWaitForAnAnswerForever() {
        // Given
        receiver.fail(Answer.hang(), 1);

        // When
        DeliveryException error = error(Duration.ofMillis(300));

        // Then
        assertThat(error.fault()).isEqualTo(Fault.UNAVAILABLE);
        assertThat(error.isPerhapsTaken()).isTrue();
        assertThat(error).hasMessage("did not answer in time");
    }

    @Test
    void shouldNotKnowWhetherABrokenRequestWasTaken() {
        // Given
        receiver.fail(Answer.reset(), 1);

        // When
        DeliveryException error = error(TIMEOUT);

        // Then
        assertThat(error.fault()).isEqualTo(Fault.UNAVAILABLE);
        assertThat(error.isPerhapsTaken()).isTrue();
    }

    @Test
    void shouldKnowThatNothingWasTakenWhenNobodyListens() {
        // Given
        receiver.close();

        // When
        DeliveryException error = error(TIMEOUT);

        // Then
        assertThat(error.fault()).isEqualTo(Fault.UNAVAILABLE);
        assertThat(error.isPerhapsTaken()).isFalse();
    }

    @Test
    void shouldSayWhoItIs() throws Exception {
        // When
        post(new Credentials.Basic("ann", new Secret("pässword")), TlsFiles.NONE, receiver.url("/"));
        post(new Credentials.Bearer(new Secret("token-1")), TlsFiles.NONE, receiver.url("/"));

        // Then
        assertThat(receiver.taken(request -> String.valueOf(request.headers().get("Authorization"))))
                .containsExactly("Basic YW5uOnDDpHNzd29yZA==", "Bearer token-1");
    }

    @Test
    void shouldTrustAndBeTrustedByItsFiles() throws Exception {
        // Given
        TestTls tls = TestTls.create(folder);
        TlsFiles files = new TlsFiles(tls.authority(), tls.clientCertificate(), tls.clientKey());
        try (FakeReceiver secure = new FakeReceiver(tls.serverContext())) {
            // When
            post(new Credentials.None(), files, secure.url("/"));

            // Then
            assertThat(secure.taken()).hasSize(1);
            assertThat(catchThrowableOfType(
                                    DeliveryException.class,
                                    () -> post(new Credentials.None(), TlsFiles.NONE, secure.url("/")))
                            .fault())
                    .isEqualTo(Fault.REFUSED);
            TlsFiles anonymous = new TlsFiles(tls.authority(), null, null);
            assertThat(catchThrowableOfType(
                            DeliveryException.class, () -> post(new Credentials.None(), anonymous, secure.url("/"))))
                    .isNotNull();
            assertThat(secure.taken()).hasSize(1);
        }
    }

    private DeliveryException error(Duration timeout) {
        return catchThrowableOfType(DeliveryException.class, () -> post(timeout));
    }

    private void post(Duration timeout) throws Exception {
        try (HttpPoster poster = new HttpPoster("test", new Credentials.None(), TlsFiles.NONE, timeout, CLOCK)) {
            poster.post(receiver.url("/x"), Map.of(), "{}".getBytes(UTF_8));
        }
    }

    private static void post(Credentials credentials, TlsFiles tls, URI url) throws Exception {
        try (HttpPoster poster = new HttpPoster("test", credentials, tls, TIMEOUT, CLOCK)) {
            poster.post(url, Map.of(), "{}".getBytes(UTF_8));
        }
    }
}
