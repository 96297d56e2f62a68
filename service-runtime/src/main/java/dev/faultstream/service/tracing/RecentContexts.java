package dev.faultstream.service.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contexts of what was last seen of each of many things; the oldest are forgotten. Used by one thread. */
public final class RecentContexts {
    private static final int MOST = 10_000;

    private final Map<String, Seen> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };
    private long sequence;

    /** Something was seen; without a context, an earlier one no longer tells of it. */
    public void put(String name, @Nullable TraceContext context) {
        entries.remove(name);
        if (context != null) {
            entries.put(name, new Seen(context, sequence++));
        }
    }

    /** What was seen of a thing no longer tells of it, unless something else has been seen since. */
    public void forget(String name, TraceContext context) {
        Seen entry = entries.get(name);
        if (entry != null && entry.context() == context) {
            entries.remove(name);
        }
    }

    /** The context of a thing; null when there is none. */
    public @Nullable TraceContext find(String name) {
        Seen entry = entries.get(name);
        return entry == null ? null : entry.context();
    }

    /** The context of the one of several things that was seen last; null when there is none. */
    public @Nullable TraceContext latest(Iterable<String> names) {
        Seen latest = null;
        for (String name : names) {
            Seen entry = entries.get(name);
            if (entry != null && (latest == null || entry.at() > latest.at())) {
                latest = entry;
            }
        }
        return latest == null ? null : latest.context();
    }

    private record Seen(TraceContext context, long at) {}
}
