package dev.faultstream.watcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LineStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Body body = new Body();
    private final LineStream lines = new LineStream();

    @Test
    void shouldGiveLinesThatComeInPieces() throws Exception {
        // Given
        lines.start(body);
        offer("{\"a\":1}\n{\"b\"");
        offer(":2}\nrest");
        body.done.complete(null);

        // When
        List<String> found = List.of(next(), next(), next());

        // Then
        assertThat(found).containsExactly("{\"a\":1}", "{\"b\":2}", "rest");
        assertThat(lines.next(PATIENCE)).isNull();
    }

    @Test
    void shouldLeaveTheConnectionAloneWhenTheBodyHasEnded() throws Exception {
        // Given: the client gives the connection to the next request as soon as the body has ended.
        lines.start(body);
        body.done.complete(null);
        assertThat(lines.next(PATIENCE)).isNull();

        // When
        lines.close();

        // Then
        assertThat(body.cancelled).isFalse();
    }

    @Test
    void shouldBreakOffABodyThatGoesOn() {
        // Given
        lines.start(body);
        offer("{}\n");

        // When
        lines.close();

        // Then
        assertThat(body.cancelled).isTrue();
    }

    @Test
    void shouldTellThatTheConnectionBroke() {
        // Given
        lines.start(body);

        // When
        body.done.completeExceptionally(new IOException("reset"));

        // Then
        assertThatThrownBy(() -> lines.next(PATIENCE))
                .isInstanceOfSatisfying(ApiFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(ApiFailure.Cause.NETWORK));
    }

    private void offer(String text) {
        lines.offer(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))), body);
    }

    private String next() throws Exception {
        byte[] line = lines.next(PATIENCE);
        return line == null ? "" : new String(line, StandardCharsets.UTF_8);
    }

    /** A body that comes as the test says. */
    private static final class Body implements AsyncBody {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private boolean cancelled;

        @Override
        public void consume() {}

        @Override
        public CompletableFuture<Void> done() {
            return done;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
