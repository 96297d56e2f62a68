package dev.faultstream.explainer.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keys with what was last found out about them, for a while and up to a number of keys. Thread-safe. */
final class Recent<V> {
    private static final int MOST_KEYS = 10_000;

    private final Cache<String, V> values;

    Recent(Duration memory, Clock clock) {
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.values = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterWrite(memory)
                .ticker(ticker)
                .build();
    }

    @Nullable
    V get(String key) {
        return values.getIfPresent(key);
    }

    void put(String key, V value) {
        values.put(key, value);
    }
}
