package dev.faultstream.sink.result;

import dev.faultstream.sink.LogKeys;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches Results from the latest list on. Where that cannot be, it says so once, and the comparisons have to do. One
 * thread renews it; thread-safe else.
 */
final class ResultWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ResultWatch.class);

    private final ResultApi api;
    private final Seen seen;
    private final IntConsumer ended;
    private @Nullable Watched current;
    private ResultApi.@Nullable Watching watching;
    private int endings;
    private boolean saidUnwatched;
    private boolean closed;

    /**
     * A watch that has not begun.
     *
     * @param seen takes what is seen
     * @param ended is told when a watch ended by itself, and how many did so early, one after the other
     */
    ResultWatch(ResultApi api, Seen seen, IntConsumer ended) {
        this.api = api;
        this.seen = seen;
        this.ended = ended;
    }

    /** Takes what happens to Results. */
    @FunctionalInterface
    interface Seen {
        void accept(ObservedResult result, boolean gone);
    }

    /** Begins anew from the version of a list; the watch before it ends. */
    void renew(String version) {
        Watched begun = new Watched();
        begin(begun);
        try {
            began(begun, api.watch(version, begun));
        } catch (ApiFaultException e) {
            sayUnwatched(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        current = null;
        stop();
    }

    private synchronized void begin(Watched begun) {
        if (current != null) {
            endings = 0;
        }
        current = begun;
        stop();
    }

    private synchronized void began(Watched begun, ResultApi.Watching under) {
        if (closed || current != begun) {
            under.close();
        } else {
            watching = under;
            saidUnwatched = false;
        }
    }

    private void stop() {
        if (watching != null) {
            watching.close();
            watching = null;
        }
    }

    private void ended(Watched watched, @Nullable ApiFaultException error) {
        int times;
        synchronized (this) {
            if (current != watched) {
                return;
            }
            current = null;
            times = ++endings;
        }
        if (error != null && error.fault() == ApiFault.FORBIDDEN) {
            sayUnwatched(error);
        } else {
            ended.accept(times);
        }
    }

    private synchronized void sayUnwatched(ApiFaultException error) {
        current = null;
        (saidUnwatched ? LOGGER.atDebug() : LOGGER.atWarn())
                .addKeyValue(LogKeys.FAULT, error.fault().word())
                .addKeyValue(LogKeys.STATUS, error.status())
                .log("Results cannot be watched; what somebody changes is put right at the next comparison");
        saidUnwatched = true;
    }

    private final class Watched implements ResultApi.Events {
        @Override
        public void seen(ObservedResult result, boolean gone) {
            seen.accept(result, gone);
        }

        @Override
        public void ended(@Nullable ApiFaultException error) {
            ResultWatch.this.ended(this, error);
        }
    }
}
