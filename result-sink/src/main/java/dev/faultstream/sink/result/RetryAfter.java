package dev.faultstream.sink.result;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Remembers until when the API server does not want to be asked, which the client's exceptions do not tell. */
final class RetryAfter implements Interceptor {
    private static final long MAX_SECONDS = 600;

    private final LongSupplier nanoTime;
    private final AtomicLong until;

    RetryAfter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.until = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (response.code() == 429 || response.code() == 503) {
            String header = response.header("Retry-After");
            if (header != null && header.strip().matches("\\d{1,9}")) {
                long seconds = Math.min(MAX_SECONDS, Long.parseLong(header.strip()));
                until.set(nanoTime.getAsLong() + Duration.ofSeconds(seconds).toNanos());
            }
        }
    }

    /** How long it is until then; zero when that is past. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, until.get() - nanoTime.getAsLong()));
    }
}
